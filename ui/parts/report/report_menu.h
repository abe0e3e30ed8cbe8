#pragma once

#include "ui/charts/sheet/report.h"

#include <QMenu>

#include <functional>

class QCheckBox;

namespace tastescope::ui {

class Workspace;

/// What goes into a report, one part to tick a row, and the way to its file. All parts are in until somebody takes one
/// out; that is kept in the settings.
class ReportMenu : public QMenu
{
    Q_OBJECT

public:
    /// What there is to report now.
    struct Offer
    {
        Report report;
        QString name; ///< of its file, without an extension
    };

    /// `page`: under which the choice is kept. `make` is called when the menu opens, and when the report is written.
    ReportMenu(Workspace& workspace, const QString& page, std::function<Offer()> make, QWidget* parent);

    Offer chosen() const; ///< without what was taken out

    const std::vector<QCheckBox*>& boxes() const { return m_boxes; } ///< as of the last time it opened
    void fill();

private:
    QStringList leftOut() const;
    void take(const QString& part, bool in);

    Workspace& m_workspace;
    QString m_settingsKey;
    std::function<Offer()> m_make;
    std::vector<QCheckBox*> m_boxes;
};

} // namespace tastescope::ui
