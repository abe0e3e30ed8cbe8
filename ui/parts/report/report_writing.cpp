#include "ui/parts/report/report_writing.h"

#include "core/base/atomic_file.h"
#include "core/base/file_name.h"
#include "ui/session/answer_runner.h"
#include "ui/session/messages.h"
#include "ui/session/numbers.h"
#include "ui/session/workspace.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QFileDialog>
#include <QTimer>
#include <QUrl>

namespace tastescope::ui {

namespace {

/// Prints a report part by part in the turns of the event loop.
class SlicedPrinting : public QObject
{
public:
    SlicedPrinting(Workspace& workspace, Report report, QString path, QObject* parent)
        : QObject(parent),
          m_workspace(workspace),
          m_printer(std::move(report)),
          m_path(std::move(path))
    {
        connect(&m_turn, &QTimer::timeout, this, &SlicedPrinting::step);
        m_turn.start(0);
    }

private:
    void step()
    {
        if (!m_printer.isDone()) {
            m_printer.printNext();
            return;
        }
        m_turn.stop();
        m_workspace.answers().ask(
            this,
            [bytes = m_printer.finish(), path = m_path](const JobContext&) {
                replaceFile(path.toStdU16String(),
                            std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
                return static_cast<qint64>(bytes.size());
            },
            [this](const Outcome<qint64>& outcome) { tell(outcome); });
    }

    void tell(const Outcome<qint64>& outcome)
    {
        if (const auto* failure = std::get_if<Failure>(&outcome))
            m_workspace.messages().notify({NoticeKind::Error, tr("The report was not saved"), failure->message});
        else if (const auto* size = std::get_if<qint64>(&outcome))
            m_workspace.messages().notify(
                {NoticeKind::Success,
                 tr("The report is saved"),
                 tr("%1, %2 pages, %3.").arg(m_path).arg(m_printer.pages()).arg(bytes(*size)),
                 {{tr("Open"), [path = m_path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); }}}});
        deleteLater();
    }

    Workspace& m_workspace;
    ReportPrinter m_printer;
    QString m_path;
    QTimer m_turn;
};

} // namespace

void writeReport(Workspace& workspace, Report report, const QString& path, QWidget* parent)
{
    new SlicedPrinting(workspace, std::move(report), path, parent);
}

void writeReportWithDialog(Workspace& workspace, Report report, const QString& name, QWidget* parent)
{
    const QString wanted = QString::fromStdString(fileNameOf(name.toStdString())) + QLatin1String(".pdf");
    QString path =
        QFileDialog::getSaveFileName(parent, QObject::tr("Save the report"), wanted, QObject::tr("Report (*.pdf)"));
    if (path.isEmpty())
        return;
    if (!path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive))
        path += QLatin1String(".pdf");
    writeReport(workspace, std::move(report), path, parent);
}

QString printedBy()
{
    return QObject::tr("Printed %1 by Tastescope %2.")
        .arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODate), QLatin1String(TASTESCOPE_VERSION));
}

} // namespace tastescope::ui
