#include "ui/pages/sequence/sequence_page.h"

#include "ui/pages/sequence/one_user_view.h"
#include "ui/pages/sequence/runs_view.h"
#include "ui/pages/sequence/sequence_head.h"
#include "ui/parts/empty_state.h"
#include "ui/session/guide.h"
#include "ui/session/names.h"
#include "ui/session/next_run.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/page_keys.h"
#include "ui/session/run_book.h"
#include "ui/session/sequence_session.h"
#include "ui/session/workspace.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

constexpr int sequenceDrawMs = 100; // at most ten times a second

} // namespace

SequencePage::SequencePage(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_stack(new QStackedLayout(this)),
      m_noTimes(new EmptyState(QStringLiteral("seq"))),
      m_noRuns(new EmptyState(QStringLiteral("seq")))
{
    setGround(this, Token::Base);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(sequenceDrawMs);
    connect(&m_refresh, &QTimer::timeout, this, &SequencePage::refresh);
    m_noTimes->addButton(tr("Open other data…"), [this] { m_workspace.guide().showPage(page::start); });
    m_noRuns->addButton(tr("Train the transformer"),
                        [this] { m_workspace.nextRun().train(m_workspace.nextRun().optionsOf("transformer")); });
    m_noRuns->addButton(tr("Import log…"), [this] { m_workspace.guide().importRun(); });
    m_stack->addWidget(m_noTimes);
    m_stack->addWidget(m_noRuns);
    connect(&workspace.sequence(), &SequenceSession::changed, this, &SequencePage::refreshSoon);
    connect(&workspace.data(), &OpenData::changed, this, &SequencePage::refreshSoon);
}

// What a page without runs never shows is not made: it must not cost the first paint of the window.
void SequencePage::makeParts()
{
    if (m_content)
        return;
    m_content = new QWidget;
    auto* column = makeColumn(m_content);
    m_head = new SequenceHead(m_workspace);
    column->addWidget(m_head);
    column->addWidget(new Hairline(Qt::Horizontal));
    auto* views = new QWidget;
    m_views = new QStackedLayout(views);
    m_runs = new SequenceRunsView(m_workspace);
    m_views->addWidget(m_runs);
    m_user = new OneUserView(m_workspace);
    m_views->addWidget(m_user);
    connect(m_user, &OneUserView::answered, this, &SequencePage::tellVerdict);
    column->addWidget(views, 1);
    m_stack->addWidget(m_content);
    connect(m_head, &SequenceHead::viewChosen, this, [this](int view) { showView(static_cast<View>(view)); });
    connect(m_runs, &SequenceRunsView::userWanted, this, [this](int run) {
        m_workspace.sequence().setFocus(run);
        showView(View::OneUser);
    });
}

void SequencePage::showView(View view)
{
    m_view = view;
    refresh();
}

void SequencePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void SequencePage::refreshSoon()
{
    if (isVisible() && !m_refresh.isActive())
        m_refresh.start();
}

void SequencePage::refresh()
{
    m_refresh.stop();
    const SequenceSession& session = m_workspace.sequence();
    const auto& dataset = m_workspace.data().dataset();
    if (session.runs().empty()) {
        if (dataset && session.hasTimes()) {
            m_noRuns->setWords(tr("No next-item run yet"),
                               tr("%1 of %2 are ready, in order of time.")
                                   .arg(counted(static_cast<std::int64_t>(dataset->sequences().eventCount()), "event"),
                                        counted(static_cast<std::int64_t>(dataset->userCount()), "user")));
            m_stack->setCurrentWidget(m_noRuns);
        } else {
            m_noTimes->setWords(dataset ? tr("This data has no times") : tr("No data open"),
                                dataset ? tr("So nothing comes next: that needs an order of time.")
                                        : tr("Open files, drop a folder on the window, or explore the sample."));
            m_stack->setCurrentWidget(m_noTimes);
        }
        return;
    }
    makeParts();
    m_stack->setCurrentWidget(m_content);
    m_head->setView(static_cast<int>(m_view));
    m_views->setCurrentIndex(static_cast<int>(m_view));
    if (m_view == View::Runs)
        m_runs->refresh();
    else
        m_user->refresh();
    tellVerdict();
}

void SequencePage::tellVerdict()
{
    const SequenceSession& session = m_workspace.sequence();
    const SessionRun* focus = session.focus();
    const SessionRun* baseline = session.baseline();
    m_head->setVerdict(m_view == View::OneUser ? SequenceVerdict{m_user->verdict(), {}, false}
                                               : sequenceVerdict(sequenceRows(m_workspace), focus ? focus->id : 0,
                                                                 baseline ? baseline->id : 0));
}

// Alt+1 and Alt+2 are those of the page that has the focus: elsewhere they go to Training.
bool SequencePage::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::AltModifier && (key->key() == Qt::Key_1 || key->key() == Qt::Key_2)) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void SequencePage::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() == Qt::AltModifier && event->key() == Qt::Key_1)
        showView(View::Runs);
    else if (event->modifiers() == Qt::AltModifier && event->key() == Qt::Key_2)
        showView(View::OneUser);
    else
        QWidget::keyPressEvent(event);
}

std::vector<Command> SequencePage::commands()
{
    const auto row = [this](const QString& id, const QString& title, const QString& help, View view) {
        return Command{.id = id,
                       .menu = tr("&View"),
                       .title = title,
                       .help = help,
                       .need = Need::Dataset,
                       .run =
                           [this, view] {
                               m_workspace.guide().showPage(page::sequence);
                               showView(view);
                           },
                       .parted = view == View::Runs};
    };
    return {row(QStringLiteral("sequence.runs"), tr("Sequence: Runs"),
                tr("Losses, repeats and figures of next-item runs"), View::Runs),
            row(QStringLiteral("sequence.user"), tr("Sequence: One User"), tr("What a run says of one user"),
                View::OneUser),
            Command{.id = QStringLiteral("sequence.measure"),
                    .menu = tr("&Run"),
                    .title = tr("&Measure Next-Item Runs"),
                    .help = tr("Ask every next-item model for the last item of each user"),
                    .need = Need::Dataset,
                    .run = [this] { m_workspace.sequence().measureAll(); }}};
}

} // namespace tastescope::ui
