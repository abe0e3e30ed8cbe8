#pragma once

#include <QWidget>

class QBoxLayout;
class QHBoxLayout;

namespace tastescope::ui {

/// A row of two halves, the second at the right, or below the first where both have no room, its parts below each other
/// where they have none either: nothing in them is cut.
class FoldingRow : public QWidget
{
    Q_OBJECT

public:
    /// leastFirst: px at the usual size of text below which the first half is not squeezed.
    FoldingRow(int leastFirst, QWidget* parent = nullptr);

    QHBoxLayout* first() const { return m_first; }
    QHBoxLayout* second() const { return m_second; }
    bool isFolded() const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    void fold();
    int secondWidth() const;

    int m_leastFirst;
    QBoxLayout* m_halves;
    QHBoxLayout* m_first;
    QHBoxLayout* m_second;
};

} // namespace tastescope::ui
