#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace tastescope::ui {

class SliderField;
class Workspace;

/// The bar above the Neighbours page: how many are searched and kept, how many items must be in reach, and by which
/// rule. Everything but the number searched acts without a new search.
class NeighbourControls : public QWidget
{
    Q_OBJECT

public:
    explicit NeighbourControls(Workspace& workspace, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makeRule();
    QWidget* makeState();
    void showOptions();
    void showState();
    void select();
    void search();

    Workspace& m_workspace;
    SliderField* m_top;
    SliderField* m_maximum;
    SliderField* m_items;
    QPushButton* m_closest = nullptr;
    QPushButton* m_published = nullptr;
    QLabel* m_state = nullptr;
    QPushButton* m_search = nullptr;
};

} // namespace tastescope::ui
