#pragma once

#include "core/neighbours/select_neighbours.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace tastescope::ui {

class SliderField;
class Workspace;

/// What was chosen in place of `before` is a step that can be taken back.
void stepSelection(Workspace& workspace, const SelectionOptions& before, const SelectionOptions& now);

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
    void keepStep();
    void search();

    Workspace& m_workspace;
    std::optional<SelectionOptions> m_before; ///< what is being dragged away from
    SliderField* m_top;
    SliderField* m_maximum;
    SliderField* m_items;
    QPushButton* m_closest = nullptr;
    QPushButton* m_published = nullptr;
    QLabel* m_state = nullptr;
    QPushButton* m_search = nullptr;
};

} // namespace tastescope::ui
