#include "ui/pages/compare/differences_panel.h"

#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/compare/compare_data.h"
#include "ui/pages/compare/differences_view.h"
#include "ui/session/comparison_session.h"
#include "ui/session/guide.h"
#include "ui/session/names.h"
#include "ui/session/next_run.h"
#include "ui/session/open_data.h"
#include "ui/session/page_keys.h"
#include "ui/session/run_book.h"
#include "ui/session/sweep_session.h"
#include "ui/session/workspace.h"
#include "ui/theme/hairline.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>

namespace tastescope::ui {

DifferencesPanel::DifferencesPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_view(new DifferencesView),
      m_panel(new ChartPanel(tr("What differs"), m_view, this)),
      m_sentence(textLabel(TypeRole::Table, Token::Text2, this)),
      m_copy(new QPushButton(icon(QStringLiteral("copy")), tr("Copy"), this)),
      m_try(new QPushButton(this))
{
    m_panel->setObjectName(QStringLiteral("differences"));
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_copy->setProperty(property::small, true);
    m_copy->setAccessibleName(tr("Copy the sentence"));
    m_copy->setToolTip(tr("The sentence, for a note or a paper"));
    m_try->setProperty(property::small, true);
    auto* words = new QWidget(this);
    auto* below = new QVBoxLayout(words);
    below->setContentsMargins(12, 8, 12, 10);
    below->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->addWidget(textLabel(TypeRole::TableStrong, Token::Text, words, tr("In a sentence")));
    head->addStretch();
    head->addWidget(m_try);
    head->addWidget(m_copy);
    below->addLayout(head);
    below->addWidget(m_sentence);
    auto* column = makeColumn(this);
    column->addWidget(m_panel);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(words);
    column->addStretch(1); // the page scrolls: what is said stays with what it says it of

    const ComparisonSession& session = workspace.comparisons();
    connect(m_copy, &QPushButton::clicked, this, &DifferencesPanel::copy);
    connect(m_try, &QPushButton::clicked, this, &DifferencesPanel::tryNext);
    for (const auto signal : {&ComparisonSession::comparisonChanged, &ComparisonSession::measuresChanged,
                              &ComparisonSession::agreementChanged})
        connect(&session, signal, this, &DifferencesPanel::showDifferences);
    connect(&session, &ComparisonSession::chosenChanged, this, &DifferencesPanel::offerNext); // more was tried
    showDifferences();
}

void DifferencesPanel::setAll(bool all)
{
    m_all = all;
    showDifferences();
}

QString DifferencesPanel::sentence() const
{
    const ComparisonSession& session = m_workspace.comparisons();
    const auto& made = session.comparison();
    if (!made || !m_workspace.data().dataset())
        return {};
    const ListAgreement* lists = session.isTouring() ? nullptr : session.agreement().get();
    return differenceSentence(*made, {session.measures().get(), lists, m_workspace.data().dataset().get()});
}

void DifferencesPanel::showDifferences()
{
    const ComparisonSession& session = m_workspace.comparisons();
    const auto& made = session.comparison();
    m_copy->setEnabled(made && session.measures());
    offerNext();
    if (!made) {
        m_view->setData({});
        m_sentence->clear();
        return;
    }
    const ListAgreement* lists = session.isTouring() ? nullptr : session.agreement().get();
    m_view->setData(whatDiffers(*made, {session.measures().get(), lists, m_workspace.data().dataset().get()}, m_all));
    m_panel->setSource(sourceOf(*made));
    m_sentence->setText(session.measures() ? sentence() : tr("Comparing all measures..."));
}

void DifferencesPanel::offerNext()
{
    const auto& made = m_workspace.comparisons().comparison();
    m_next.reset();
    if (made && made->runs.size() == 2) {
        std::vector<ModelOptions> tried;
        for (const SessionRun& run : m_workspace.runs().runs())
            if (!run.otherData)
                tried.push_back(run.config.model);
        m_next = nextTry(*made, tried);
    }
    m_try->setVisible(m_next.has_value());
    if (!m_next)
        return;
    m_try->setText(tr("Try %1 next").arg(m_next->text));
    m_try->setToolTip(tr("The better one has the outermost value that was tried"));
}

// A trial's next point belongs to its sweep; of other runs it is a run with the better one's settings.
void DifferencesPanel::tryNext()
{
    const SessionRun* run = m_next ? m_workspace.runs().find(m_next->run) : nullptr;
    if (!run)
        return;
    SweepSession& sweeps = m_workspace.sweeps();
    if (run->trial && sweeps.openWith(run->folder))
        return m_workspace.guide().showPoint({run->trial->trial, m_next->option, m_next->value});
    ModelOptions options = run->config.model;
    setOption(options, m_next->option, m_next->value);
    m_workspace.nextRun().setOptions(options);
    m_workspace.guide().showPage(page::training);
    m_workspace.guide().showOption(QString::fromStdString(m_next->option));
}

void DifferencesPanel::copy()
{
    QGuiApplication::clipboard()->setText(withoutIsolates(sentence()));
}

} // namespace tastescope::ui
