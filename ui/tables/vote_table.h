#pragma once

#include "ui/session/user_answer.h"
#include "ui/tables/table_model.h"

#include <memory>
#include <optional>
#include <utility>

namespace tastescope::ui {

/// Why an item has its score: one row a neighbour, or a like where likes add up. In a ledger each row adds to the
/// total; else the rows only tell who brings the item.
class VoteTable : public TableModel
{
    Q_OBJECT

public:
    using TableModel::TableModel;

    void setWhy(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const WhyAnswer> why);

    bool isLedger() const { return m_why && m_why->explanation.isLedger; }
    bool isOfLikes() const { return m_why && m_why->explanation.isOfLikes; }
    std::optional<User> userAt(int row) const; ///< none where rows are likes

    /// Where the row's bar begins and ends: in a ledger where the one above ended, of the total; of likes, some of
    /// which may take away, of the highest that the total gets. Begin is never right of the end.
    double barBegin(int row) const;
    double barEnd(int row) const;
    QString sharedText(int row) const; ///< "14 shared, rarest Half a Lighthouse"; of a like "31 % of the score"

    ColumnLook look(int column) const override;
    QString title(int column) const override;

protected:
    int sourceRows() const override;
    int columns() const override { return isLedger() ? 4 : 3; }
    QVariant value(int source, int column) const override;
    QString text(int source, int column) const override;
    QString note(int, int) const override { return {}; }
    std::optional<Token> tone(int, int) const override { return std::nullopt; }

private:
    const Vote& vote(int source) const { return m_why->explanation.votes[static_cast<std::size_t>(source)]; }

    const LikeVote& like(int source) const { return m_why->explanation.likes[static_cast<std::size_t>(source)]; }
    QVariant valueOfLike(const LikeVote& found, int column) const;
    std::pair<double, double> barOf(int row) const;

    std::shared_ptr<const Dataset> m_dataset;
    std::shared_ptr<const WhyAnswer> m_why;
    double m_highest = 1; ///< that the total of likes gets
};

} // namespace tastescope::ui
