#include "ui/pages/neighbours/neighbour_controls.h"

#include "ui/pages/neighbours/slider_field.h"
#include "ui/session/memory_words.h"
#include "ui/session/names.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/undo_steps.h"
#include "ui/session/workspace.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>

namespace tastescope::ui {

namespace {

constexpr int furthest = 200; // of what a slider can be set to with some care

template<typename Options>
int numberIn(OptionTable<Options> table, const Options& options, const SliderField& field)
{
    return static_cast<int>(std::get<std::int64_t>(findField(table, field.name()).read(options)));
}

template<typename Options>
void take(OptionTable<Options> table, Options& options, const SliderField& field)
{
    setField(table, options, field.name(), std::int64_t{field.value()});
}

} // namespace

void stepSelection(Workspace& workspace, const SelectionOptions& before, const SelectionOptions& now)
{
    if (before == now)
        return;
    NeighbourSession& session = workspace.neighbours();
    workspace.undo().push(
        QObject::tr("how neighbours are chosen"), [&session, now] { session.setSelectionOptions(now); },
        [&session, before] { session.setSelectionOptions(before); });
}

NeighbourControls::NeighbourControls(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_top(new SliderField(findField(neighbourFields(), "top").info, furthest)),
      m_maximum(new SliderField(findField(selectionFields(), "max").info, furthest)),
      m_items(new SliderField(findField(selectionFields(), "min_items").info, furthest))
{
    setAccessibleName(tr("How neighbours are chosen"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(20);
    for (SliderField* field : {m_top, m_maximum, m_items})
        layout->addWidget(field, 1);
    layout->addWidget(makeRule());
    layout->addWidget(makeState());

    NeighbourSession& session = workspace.neighbours();
    for (const SliderField* field : {m_maximum, m_items}) {
        connect(field, &SliderField::valueChanged, this, &NeighbourControls::select);
        connect(field, &SliderField::settled, this, &NeighbourControls::keepStep);
    }
    connect(m_top, &SliderField::valueChanged, this, &NeighbourControls::showState);
    connect(&session, &NeighbourSession::optionsChanged, this, &NeighbourControls::showOptions);
    for (const auto signal : {&NeighbourSession::searchStarted, &NeighbourSession::searchEnded,
                              &NeighbourSession::selectionStarted, &NeighbourSession::selectionChanged})
        connect(&session, signal, this, &NeighbourControls::showState);
    connect(&workspace.data(), &OpenData::changed, this, &NeighbourControls::showOptions);
    showOptions();
}

QWidget* NeighbourControls::makeRule()
{
    auto* group = new QWidget;
    const OptionInfo& info = findField(selectionFields(), "pick").info;
    auto* label = new QLabel(QString::fromStdString(info.title));
    setTextStyle(label, TypeRole::Table, Token::Text2);
    m_closest = new QPushButton(wordOf(SelectionRule::ClosestFirst));
    m_published = new QPushButton(wordOf(SelectionRule::AsPublished));
    m_closest->setProperty(property::segment, QStringLiteral("first"));
    m_published->setProperty(property::segment, QStringLiteral("last"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(0);
    for (QPushButton* button : {m_closest, m_published}) {
        button->setCheckable(true);
        button->setAutoExclusive(true);
        button->setToolTip(QString::fromStdString(info.help));
        button->setProperty(property::small, true);
        buttons->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this] {
            select();
            keepStep();
        });
    }
    auto* layout = makeColumn(group, 4);
    layout->addWidget(label);
    layout->addLayout(buttons);
    return group;
}

QWidget* NeighbourControls::makeState()
{
    auto* group = new QWidget;
    m_state = new QLabel;
    setTextStyle(m_state, TypeRole::Table, Token::Text2);
    m_search = new QPushButton(tr("Search again"));
    m_search->setProperty(property::small, true);
    connect(m_search, &QPushButton::clicked, this, &NeighbourControls::search);
    auto* layout = makeColumn(group, 4);
    layout->addWidget(m_state);
    layout->addWidget(m_search);
    group->setMinimumWidth(124);
    return group;
}

void NeighbourControls::showOptions()
{
    const NeighbourSession& session = m_workspace.neighbours();
    m_top->setValue(numberIn(neighbourFields(), session.searchOptions(), *m_top));
    for (SliderField* field : {m_maximum, m_items})
        field->setValue(numberIn(selectionFields(), session.selectionOptions(), *field));
    (session.selectionOptions().rule == SelectionRule::ClosestFirst ? m_closest : m_published)->setChecked(true);
    showState();
}

void NeighbourControls::showState()
{
    const NeighbourSession& session = m_workspace.neighbours();
    NeighbourOptions wanted = session.searchOptions();
    take(neighbourFields(), wanted, *m_top);
    const QString problem = memoryWords(tr("The search for neighbours"), session.memory(wanted)).problem;
    m_search->setToolTip(problem.isEmpty() ? tr("Finds the nearest users anew") : problem);
    m_search->setEnabled(m_workspace.data().dataset() && !session.isSearching() && problem.isEmpty()
                         && (!session.found() || session.foundOptions().top != m_top->value()));
    if (session.isSearching())
        m_state->setText(tr("Searching…"));
    else if (!problem.isEmpty())
        m_state->setText(tr("Not enough memory for that"));
    else if (session.selection())
        m_state->setText(tr("Recomputed in %1").arg(duration(session.selection()->seconds)));
    else
        m_state->setText(tr("Not searched yet"));
}

void NeighbourControls::select()
{
    SelectionOptions options = m_workspace.neighbours().selectionOptions();
    for (const SliderField* field : {m_maximum, m_items})
        take(selectionFields(), options, *field);
    options.rule = m_closest->isChecked() ? SelectionRule::ClosestFirst : SelectionRule::AsPublished;
    if (!m_before)
        m_before = m_workspace.neighbours().selectionOptions();
    m_workspace.neighbours().setSelectionOptions(options);
}

/// One drag, one step to take back.
void NeighbourControls::keepStep()
{
    const auto before = std::exchange(m_before, std::nullopt);
    if (before)
        stepSelection(m_workspace, *before, m_workspace.neighbours().selectionOptions());
}

void NeighbourControls::search()
{
    NeighbourOptions options = m_workspace.neighbours().searchOptions();
    take(neighbourFields(), options, *m_top);
    m_workspace.neighbours().search(options);
}

void NeighbourControls::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Token::Base));
    painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Token::Line));
}

} // namespace tastescope::ui
