#include "ui/parts/report/report_menu.h"

#include "ui/parts/report/report_writing.h"
#include "ui/session/settings.h"
#include "ui/session/workspace.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QWidgetAction>

namespace tastescope::ui {

ReportMenu::ReportMenu(Workspace& workspace, const QString& page, std::function<Offer()> make, QWidget* parent)
    : QMenu(parent),
      m_workspace(workspace),
      m_settingsKey(QStringLiteral("report/%1/leftOut").arg(page)),
      m_make(std::move(make))
{
    setAccessibleName(tr("Parts of the report"));
    connect(this, &QMenu::aboutToShow, this, &ReportMenu::fill);
}

QStringList ReportMenu::leftOut() const
{
    return m_workspace.settings().value(m_settingsKey).toStringList();
}

void ReportMenu::take(const QString& part, bool in)
{
    QStringList out = leftOut();
    out.removeAll(part);
    if (!in)
        out << part;
    m_workspace.settings().setValue(m_settingsKey, out);
}

// Boxes instead of actions to tick: the menu stays open while one chooses.
void ReportMenu::fill()
{
    clear();
    m_boxes.clear();
    const QStringList out = leftOut();
    for (const ReportPart& part : m_make().report.parts) {
        const QString key = keyOf(part);
        if (key.isEmpty())
            continue;
        auto* row = new QWidget(this);
        auto* layout = new QHBoxLayout(row);
        layout->setContentsMargins(12, 3, 12, 3);
        auto* box = new QCheckBox(titleOf(part));
        box->setChecked(!out.contains(key));
        layout->addWidget(box);
        connect(box, &QCheckBox::toggled, this, [this, key](bool in) { take(key, in); });
        auto* action = new QWidgetAction(this);
        action->setDefaultWidget(row);
        addAction(action);
        m_boxes.push_back(box);
    }
    addSeparator();
    addAction(tr("Save as PDF…"), this, [this] {
        Offer offer = chosen();
        writeReportWithDialog(m_workspace, std::move(offer.report), offer.name, parentWidget());
    });
}

ReportMenu::Offer ReportMenu::chosen() const
{
    Offer offer = m_make();
    const QStringList out = leftOut();
    std::erase_if(offer.report.parts, [&](const ReportPart& part) { return out.contains(keyOf(part)); });
    return offer;
}

} // namespace tastescope::ui
