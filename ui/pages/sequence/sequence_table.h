#pragma once

#include "ui/pages/sequence/sequence_rows.h"
#include "ui/tables/table_delegate.h"
#include "ui/tables/table_model.h"

namespace tastescope::ui {

/// The table of next-item runs: twelve figures with what they are beside the baseline's below each. The most frequent
/// items come last, always.
class SequenceTable final : public TableModel
{
    Q_OBJECT

public:
    enum Column { Eye, Run, Badge, FirstFigure, Loss = FirstFigure + static_cast<int>(sequenceColumns), Epochs, Time };

    using TableModel::TableModel;

    void setRows(std::vector<SequenceRow> rows);
    const SequenceRow& shown(int shownAt) const { return row(sourceRow(shownAt)); }
    int rowOf(int run) const; ///< where it is shown; -1: it is not

    /// What is beside the baseline's, for a shown cell; null: nothing.
    const Estimate* difference(int shownAt, int column) const;

    /// The whole axis of the glyphs of a column's group to either side: 1.25 times its largest interval end that is not
    /// out of all proportion.
    double reach(int column) const;

    ColumnLook look(int column) const override;
    QString title(int column) const override;

protected:
    int sourceRows() const override { return static_cast<int>(m_rows.size()); }
    int columns() const override { return Time + 1; }
    QVariant value(int source, int column) const override;
    QString text(int source, int column) const override;
    QString note(int, int) const override { return {}; }
    std::optional<Token> tone(int source, int column) const override;
    std::optional<LineStyle> style(int source, int column) const override;

private:
    const SequenceRow& row(int source) const { return m_rows[static_cast<std::size_t>(source)]; }

    std::vector<SequenceRow> m_rows;
    std::array<double, 4> m_reach{};
};

/// A figure on top, and below it how far it is from the baseline's: a dot with its interval around zero, a ring where
/// they are about tied, a triangle at the rim where it is beyond.
class WhiskerDelegate : public TableDelegate
{
    Q_OBJECT

public:
    using TableDelegate::TableDelegate;

    void setHovered(int row);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

private:
    int m_hovered = -1;
};

/// "0.0958, −0.0030 [−0.0041, −0.0019], worse than baseline": what a cell says in words.
QString whiskerWords(const SequenceTable& table, int shownAt, int column);

} // namespace tastescope::ui
