#pragma once

#include "ui/pages/training/leaderboard/leader_lines.h"
#include "ui/tables/table_model.h"

namespace tastescope::ui {

/// The leaderboard: the rank of a range stands once, a line parts ranks, and none is inside a range.
class LeaderTable final : public TableModel
{
    Q_OBJECT

public:
    enum Column { Rank, Run, Model, Value, Difference, Tied, Hit, Time, Memory, Settings };

    using TableModel::TableModel;

    /// metric: what the runs are ranked by, "mrr". k: of the hits.
    void setLines(std::vector<LeaderLine> lines, const std::string& metric, int k);
    const LeaderLine& shown(int shownAt) const { return line(sourceRow(shownAt)); }
    int rowOf(int run) const; ///< where it is shown; -1: it is not

    ColumnLook look(int column) const override;
    QString title(int column) const override;
    std::optional<Token> lineBelow(int shownAt) const override;

protected:
    int sourceRows() const override { return static_cast<int>(m_lines.size()); }
    int columns() const override { return Settings + 1; }
    QVariant value(int source, int column) const override;
    QString text(int source, int column) const override;
    QString note(int source, int column) const override;
    std::optional<Token> tone(int source, int column) const override;
    std::optional<LineStyle> style(int source, int column) const override;
    QString figure(int source, int column) const override;

private:
    const LeaderLine& line(int source) const { return m_lines[static_cast<std::size_t>(source)]; }
    bool isFirstOfRange(int source) const; ///< as rows are shown

    std::vector<LeaderLine> m_lines;
    std::string m_metric = "mrr";
    int m_k = 5;
};

} // namespace tastescope::ui
