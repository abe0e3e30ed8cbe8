#pragma once

#include "ui/tables/recommendation_table.h"

#include <QWidget>

class QLabel;

namespace tastescope::ui {

class BadgeRow;
class FactsLine;
class Workspace;

/// Who is looked at: the number, badges for cold and fallback users, and the facts. On a page also Random and Next.
class UserHead : public QWidget
{
    Q_OBJECT

public:
    UserHead(Workspace& workspace, Breadth breadth, QWidget* parent = nullptr);

private:
    void showUser();

    Workspace& m_workspace;
    Breadth m_breadth;
    QLabel* m_name;
    BadgeRow* m_badges;
    FactsLine* m_facts;
};

} // namespace tastescope::ui
