#include "ui/pages/import/run_import_dialog.h"

#include "ui/session/answer_runner.h"
#include "ui/session/history_session.h"
#include "ui/session/messages.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/run_sync.h"
#include "ui/session/workspace.h"
#include "ui/theme/elided_label.h"
#include "ui/theme/icon_mark.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace tastescope::ui {

namespace {

std::vector<std::filesystem::path> pathsOf(const QStringList& paths)
{
    std::vector<std::filesystem::path> made;
    for (const QString& path : paths)
        made.emplace_back(path.toStdU16String());
    return made;
}

QString weightsLine(const ForeignRun& run)
{
    return QObject::tr("weights of %1 and %2, %3 heads")
        .arg(counted(run.record.dataset.users, "user"), counted(run.record.dataset.items, "item"))
        .arg(run.origin.heads);
}

} // namespace

RunImportDialog::RunImportDialog(Workspace& workspace, QStringList paths, QWidget* parent)
    : QDialog(parent),
      m_workspace(workspace),
      m_paths(std::move(paths))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Import a run"));
    setMinimumWidth(480);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    QStringList names;
    for (const QString& path : m_paths)
        names << shownName(QFileInfo(path).fileName().toStdString());
    auto* title = new ElidedLabel(names.join(QStringLiteral(", ")), this);
    title->setToolTip(m_paths.join(QLatin1Char('\n')));
    column->addWidget(title);
    m_state = textLabel(TypeRole::Table, Token::Text2, this, tr("Reading"));
    m_state->setWordWrap(true);
    column->addWidget(m_state);
    m_lines = makeColumn(nullptr, 4);
    column->addLayout(m_lines);
    column->addStretch(1);
    makeFoot(column);
    read(0);
}

void RunImportDialog::makeFoot(QVBoxLayout* column)
{
    m_headsRow = new QWidget(this);
    auto* headsRow = makeRow(m_headsRow, 8);
    auto* headsLabel = textLabel(TypeRole::Table, Token::Text2, m_headsRow, tr("&Heads"));
    m_heads = new QComboBox(m_headsRow);
    headsLabel->setBuddy(m_heads);
    headsRow->addWidget(headsLabel);
    headsRow->addWidget(m_heads);
    headsRow->addStretch(1);
    m_headsRow->hide();
    column->addWidget(m_headsRow);
    auto* foot = makeRow(nullptr, 8);
    auto* nameLabel = textLabel(TypeRole::Table, Token::Text2, this, tr("&Name"));
    m_name = new QLineEdit(this);
    nameLabel->setBuddy(m_name);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    m_import = new QPushButton(tr("Import"), this);
    m_import->setDefault(true);
    m_import->setEnabled(false);
    foot->addWidget(nameLabel);
    foot->addWidget(m_name, 1);
    foot->addWidget(cancel);
    foot->addWidget(m_import);
    column->addLayout(foot);
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_isNamed = true; });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_import, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_heads, &QComboBox::activated, this, [this](int place) { read(m_heads->itemData(place).toInt()); });
}

void RunImportDialog::read(int heads)
{
    m_run.reset();
    m_import->setEnabled(false);
    const auto work = [paths = pathsOf(m_paths), heads](const JobContext&) {
        try {
            return Found{std::make_shared<const ForeignRun>(readForeignRun(paths, {}, heads)), {}};
        } catch (const HeadsUnknown& unknown) {
            return Found{nullptr, unknown.possible()};
        }
    };
    m_workspace.answers().ask(this, work, [this](const Outcome<Found>& outcome) {
        if (const auto* failure = std::get_if<Failure>(&outcome))
            m_state->setText(failure->message);
        else if (const auto* found = std::get_if<Found>(&outcome))
            showFound(*found);
    });
}

void RunImportDialog::showFound(const Found& found)
{
    if (!found.run)
        return showHeads(found.heads);
    m_run = found.run;
    while (QLayoutItem* old = m_lines->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    const ForeignRun& run = *m_run;
    m_state->setText(
        run.origin.log.empty()
            ? tr("Weights of a next-item transformer")
            : tr("Training log, %1").arg(counted(static_cast<std::int64_t>(run.record.epochs.size()), "epoch")));
    for (const std::string& series : run.series)
        addLine(QStringLiteral("check"), true, shownName(series));
    if (!run.origin.weights.empty())
        addLine(QStringLiteral("check"), true, weightsLine(run));
    for (const std::string& remark : run.remarks)
        addLine(QStringLiteral("warn"), false, shownName(remark));
    if (!m_isNamed)
        m_name->setText(shownName(run.name));
    m_import->setEnabled(true);
}

void RunImportDialog::showHeads(const std::vector<int>& heads)
{
    m_state->setText(tr("The weights do not say how many heads they are of. A wrong number gives no error, only wrong "
                        "figures."));
    m_heads->clear();
    m_heads->addItem(tr("choose"), 0);
    for (const int each : heads)
        m_heads->addItem(QString::number(each), each);
    m_headsRow->show();
    m_heads->setFocus();
}

void RunImportDialog::addLine(const QString& iconName, bool isGood, const QString& text)
{
    auto* line = new QWidget(this);
    auto* row = makeRow(line, 8);
    row->addWidget(new IconMark(iconName, isGood ? Token::Ok : Token::Warn, 14, line), 0, Qt::AlignTop);
    QLabel* words = textLabel(TypeRole::Table, Token::Text, line, text);
    words->setWordWrap(true);
    row->addWidget(words, 1);
    m_lines->addWidget(line);
}

void RunImportDialog::accept()
{
    if (!m_run)
        return; // Enter while it is read
    ForeignRun run = *m_run;
    if (const QString name = m_name->text().trimmed(); !name.isEmpty())
        run.name = name.toStdString();
    Messages& messages = m_workspace.messages();
    RunSync& sync = m_workspace.runSync();
    const auto add = [run](RunStore& store) { return store.add(run); };
    m_workspace.history().change(&sync, add, [&messages, &sync, name = run.name](const Outcome<RunId>& outcome) {
        if (const auto* failure = std::get_if<Failure>(&outcome))
            messages.notify({NoticeKind::Error, tr("%1 is not imported").arg(shownName(name)), failure->message});
        else
            messages.note(tr("%1 is imported").arg(shownName(name)));
        sync.refresh();
    });
    QDialog::accept();
}

} // namespace tastescope::ui
