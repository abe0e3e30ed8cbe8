#pragma once

#include "ui/session/user_answer.h"
#include "ui/tables/table_model.h"

#include <array>
#include <memory>

namespace tastescope::ui {

/// How much room a list of a user has: a page, or the dock at its side.
enum class Breadth { Wide, Narrow };

/// A user's recommendations, best first: rank, title, owner, how popular, score, and a tick where it is held out.
class RecommendationTable : public TableModel
{
    Q_OBJECT

public:
    explicit RecommendationTable(Breadth breadth, QObject* parent = nullptr);

    /// Both null: no rows.
    void setAnswer(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const UserAnswer> answer);

    Item itemAt(int row) const;    ///< the item of a shown row
    int rowOf(Item item) const;    ///< where it is shown; -1: it is not
    int afterRank(int rank) const; ///< the shown row of a rank while sorted by rank; -1: none, or sorted otherwise
    ColumnLook look(int column) const override;
    QString title(int column) const override;

protected:
    int sourceRows() const override;
    int columns() const override { return static_cast<int>(m_columns.size()); }
    QVariant value(int source, int column) const override;
    QString text(int source, int column) const override;
    QString note(int source, int column) const override;
    std::optional<Token> tone(int source, int column) const override;

private:
    bool hasMarks() const; ///< some line is not merely new

    enum class Kind { Rank, Title, Owner, Popular, Score, Held };

    Kind kind(int column) const { return m_columns[static_cast<std::size_t>(column)]; }
    const Recommendation& line(int source) const;
    void chooseColumns();

    Breadth m_breadth;
    std::vector<Kind> m_columns;
    std::shared_ptr<const Dataset> m_dataset;
    std::shared_ptr<const UserAnswer> m_answer;
};

} // namespace tastescope::ui
