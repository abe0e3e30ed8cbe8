#pragma once

#include "ui/session/user_answer.h"
#include "ui/tables/table_model.h"

#include <memory>

namespace tastescope::ui {

/// Why an item has its score: one row a neighbour. In a ledger each row adds to the total; else the rows only tell who
/// brings the item.
class VoteTable : public TableModel
{
    Q_OBJECT

public:
    using TableModel::TableModel;

    void setWhy(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const WhyAnswer> why);

    bool isLedger() const { return m_why && m_why->explanation.isLedger; }
    User userAt(int row) const;

    /// Where the row's bar begins and ends: in a ledger where the one above ended, of the total.
    double barBegin(int row) const;
    double barEnd(int row) const;
    QString sharedText(int row) const; ///< "14 shared, rarest Half a Lighthouse"

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

    std::shared_ptr<const Dataset> m_dataset;
    std::shared_ptr<const WhyAnswer> m_why;
};

} // namespace tastescope::ui
