#pragma once

#include "ui/session/carried_session.h"
#include "ui/tables/table_model.h"

#include <memory>
#include <vector>

namespace tastescope::ui {

/// What each like carries of an item: one row a thing left out, the greatest loss first. What is inside the noise is
/// counted, not shown, unless little else is there or all is asked for.
class CarriedTable : public TableModel
{
    Q_OBJECT

public:
    using TableModel::TableModel;

    void setAnswer(std::shared_ptr<const CarriedAnswer> answer);
    void setWhole(bool whole); ///< everything, not only what is more than noise

    int hidden() const; ///< rows that are not shown, all of them noise

    /// The change of a row, and what the bars reach from and to: `lowest` to `highest`, 0 between them.
    double change(int row) const;
    bool isNoise(int row) const;
    double lowest() const { return m_lowest; }
    double highest() const { return m_highest; }
    double noise() const { return m_answer ? m_answer->found.noise : 0; }

    QString holdersText(int row) const; ///< "in 31 of 236 playlists"; empty where one like is left out at a time

    ColumnLook look(int column) const override;
    QString title(int column) const override;

protected:
    int sourceRows() const override { return static_cast<int>(m_rows.size()); }
    int columns() const override { return 4; }
    QVariant value(int source, int column) const override;
    QString text(int source, int column) const override;
    QString note(int, int) const override { return {}; }
    std::optional<Token> tone(int source, int column) const override;

private:
    void choose();
    const LeftOut& part(int source) const { return m_answer->found.parts[m_rows[static_cast<std::size_t>(source)]]; }

    std::shared_ptr<const CarriedAnswer> m_answer;
    bool m_whole = false;
    std::vector<std::size_t> m_rows; // of the parts
    double m_lowest = 0;
    double m_highest = 0;
};

} // namespace tastescope::ui
