#pragma once

#include "ui/tables/recommendation_table.h"
#include "ui/tables/table_view.h"

namespace tastescope::ui {

/// A list of recommendations with a line under the last one that counts for Hit@K.
class RankedView : public TableView
{
    Q_OBJECT

public:
    RankedView(RecommendationTable* table, const QString& name, QWidget* parent = nullptr);

    void setK(int k);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    RecommendationTable* m_ranked;
    int m_k = 0;
};

} // namespace tastescope::ui
