#pragma once

#include "core/data/health.h"

#include <QWidget>

#include <optional>

class QLabel;
class QStackedLayout;
class QVBoxLayout;

namespace tastescope::ui {

class TableView;
class Workspace;

/// The health list: one row a check, and behind "Show" the users or items it is about. Users shown can become the
/// slice of every page; those who are of no use can be left out of the dataset.
class HealthPanel : public QWidget
{
    Q_OBJECT

public:
    explicit HealthPanel(Workspace& workspace, QWidget* parent = nullptr);

    void setRows(std::vector<HealthRow> rows);

    /// The check that waits for the neighbours; none: they are not known.
    void setNeighbours(std::optional<HealthRow> row);

private:
    QWidget* makeList();
    QWidget* makeDetail();
    void renew();
    void addLine(const HealthRow& row);
    void show(const HealthRow& row);

    Workspace& m_workspace;
    std::vector<HealthRow> m_rows;
    std::optional<HealthRow> m_neighbours;
    HealthRow m_shown;
    QStackedLayout* m_stack = nullptr;
    QLabel* m_caption = nullptr;
    QVBoxLayout* m_list = nullptr;
    QLabel* m_detailTitle = nullptr;
    QWidget* m_sliceButton = nullptr;
    TableView* m_detail = nullptr;
};

} // namespace tastescope::ui
