#pragma once

#include "core/data/health.h"

#include <QWidget>

class QLabel;
class QStackedLayout;
class QVBoxLayout;

namespace tastescope::ui {

class TableView;
class Workspace;

/// The health list: one row a check, and behind "Show" the users or items it is about. Users shown can become the
/// slice of every page.
class HealthPanel : public QWidget
{
    Q_OBJECT

public:
    explicit HealthPanel(Workspace& workspace, QWidget* parent = nullptr);

    void setRows(std::vector<HealthRow> rows);

private:
    QWidget* makeList();
    QWidget* makeDetail();
    QWidget* makeRow(const HealthRow& row);
    void show(const HealthRow& row);

    Workspace& m_workspace;
    std::vector<HealthRow> m_rows;
    HealthRow m_shown;
    QStackedLayout* m_stack = nullptr;
    QLabel* m_caption = nullptr;
    QVBoxLayout* m_list = nullptr;
    QLabel* m_detailTitle = nullptr;
    QWidget* m_sliceButton = nullptr;
    TableView* m_detail = nullptr;
};

} // namespace tastescope::ui
