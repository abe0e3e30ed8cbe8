#include "ui/pages/compare/compare_head.h"

#include "ui/pages/compare/compare_data.h"
#include "ui/pages/compare/run_combo.h"
#include "ui/parts/key_button.h"
#include "ui/session/comparison_session.h"
#include "ui/theme/elided_label.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"
#include "ui/theme/text_scale.h"
#include "ui/theme/type.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace tastescope::ui {

namespace {

constexpr int widthForOneLine = 1180;
constexpr std::size_t runsForOneLine = 2;

} // namespace

CompareHead::CompareHead(ComparisonSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_grid(new QGridLayout(this)),
      m_runs(new QHBoxLayout),
      m_against(textLabel(TypeRole::Table, Token::Text2, this, tr("against"))),
      m_add(new QPushButton(icon(QStringLiteral("plus")), tr("Add run"), this)),
      m_words(new QWidget(this)),
      m_epochs(textLabel(TypeRole::Table, Token::Text2, this)),
      m_answer(textLabel(TypeRole::TableStrong, Token::Text, this)),
      m_basis(new ElidedLabel(this)),
      m_differences(new KeyButton(QStringLiteral("diff"), tr("Differences only"), QStringLiteral("D"), this)),
      m_report(new QPushButton(icon(QStringLiteral("down")), tr("Report…"), this))
{
    setGround(this, Token::Base);
    setTextStyle(m_basis, TypeRole::Table, Token::Text2);
    m_epochs->setWordWrap(true);
    m_add->setToolTip(tr("Compare one run more, up to six"));
    m_differences->setCheckable(true);
    m_differences->setChecked(true);
    m_differences->setToolTip(tr("Only the settings that are not the same in all runs  D"));
    m_report->setToolTip(tr("One PDF of the parts you tick, and where all of it comes from"));
    layOut();

    connect(m_add, &QPushButton::clicked, &session, &ComparisonSession::add);
    connect(&session, &ComparisonSession::chosenChanged, this, &CompareHead::showRuns);
    connect(&session, &ComparisonSession::comparisonChanged, this, &CompareHead::showAnswer);
    connect(&session, &ComparisonSession::agreementChanged, this, &CompareHead::showEpochs); // by another value rule
    showRuns();
    showAnswer();
}

void CompareHead::layOut()
{
    m_runs->setSpacing(8);
    m_runs->addWidget(m_against);
    m_runs->addWidget(m_add);
    m_runs->addStretch();
    auto* words = makeRow(m_words, 5);
    words->addWidget(m_answer);
    words->addWidget(m_basis, 1);
    m_grid->setContentsMargins(12, 8, 12, 7);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(6);
    m_grid->addLayout(m_runs, 0, 0);
    m_grid->addWidget(m_differences, 0, 2);
    m_grid->addWidget(m_report, 0, 3);
    m_grid->addWidget(m_epochs, 2, 0, 1, 4);
    m_grid->setColumnStretch(1, 1);
}

QString CompareHead::sentence() const
{
    return m_answer->text() + QLatin1Char(' ') + m_basis->text();
}

QString CompareHead::epochWords() const
{
    return m_epochs->text();
}

void CompareHead::showRuns()
{
    const std::size_t wanted = m_session.chosen().size();
    while (m_combos.size() > wanted) {
        m_combos.back()->deleteLater();
        m_combos.back()->hide();
        m_combos.pop_back();
    }
    while (m_combos.size() < wanted) {
        const auto place = m_combos.size();
        m_combos.push_back(new RunCombo(m_session, place, this));
        m_runs->insertWidget(place == 0 ? 0 : static_cast<int>(place) + 1, m_combos.back());
        m_combos.back()->show();
    }
    m_add->setEnabled(m_session.canAdd());
    arrange();
}

void CompareHead::showAnswer()
{
    const auto& comparison = m_session.comparison();
    const QString& problem = m_session.problem();
    const Headline words = comparison          ? headline(*comparison)
                           : problem.isEmpty() ? Headline{tr("Comparing..."), {}}
                                               : Headline{problem, {}};
    m_answer->setText(words.answer);
    m_basis->setText(words.basis);
    m_report->setEnabled(comparison != nullptr);
    showEpochs();
}

void CompareHead::showEpochs()
{
    QStringList words;
    if (const auto& comparison = m_session.comparison(); comparison && comparison->settings)
        words << settingsSentence(*comparison->settings);
    if (const QString epochs = m_session.epochWords(); !epochs.isEmpty())
        words << epochs;
    m_epochs->setText(words.join(QLatin1Char(' ')));
    m_epochs->setVisible(!words.isEmpty());
}

void CompareHead::arrange()
{
    const bool oneLine = width() >= widthForOneLine * textScale() && m_combos.size() <= runsForOneLine;
    m_grid->removeWidget(m_words);
    if (oneLine)
        m_grid->addWidget(m_words, 0, 1);
    else
        m_grid->addWidget(m_words, 1, 0, 1, 4);
}

void CompareHead::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace tastescope::ui
