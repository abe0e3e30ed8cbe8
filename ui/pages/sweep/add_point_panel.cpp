#include "ui/pages/sweep/add_point_panel.h"

#include "ui/forms/option_form.h"
#include "ui/forms/option_row.h"
#include "ui/pages/sweep/sweep_view.h"
#include "ui/parts/form_head.h"
#include "ui/session/names.h"
#include "ui/session/sweep_session.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace tastescope::ui {

AddPointPanel::AddPointPanel(SweepSession& sweeps, QWidget* parent)
    : QWidget(parent),
      m_sweeps(sweeps),
      m_form(new OptionForm),
      m_words(new QLabel),
      m_run(new QPushButton(tr("Run this point")))
{
    setGround(this, Token::Window);
    setAccessibleName(tr("Add point"));
    const FormHead head = makeFormHead(tr("Add point"));
    m_words->setWordWrap(true);
    m_words->setContentsMargins(12, 8, 12, 8);
    setTextStyle(m_words, TypeRole::Table, Token::Text2);
    m_run->setProperty(property::primary, true);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(12, 8, 12, 12);
    foot->addWidget(m_run);
    auto* column = makeColumn(this);
    column->addWidget(head.widget);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(m_words);
    column->addWidget(m_form, 1);
    column->addLayout(foot);
    connect(head.close, &QToolButton::clicked, this, &AddPointPanel::closed);
    connect(m_run, &QPushButton::clicked, this, &AddPointPanel::run);
    connect(m_form, &OptionForm::validityChanged, this, &AddPointPanel::refresh);
}

void AddPointPanel::prepare(const SweepView& view, const std::optional<double>& x)
{
    const Sweep& sweep = view.live->sweep;
    const SweepTrial* trial = view.live->find(view.trial);
    std::vector<FormField> fields;
    for (const std::string& option : varyingOptions(sweep)) {
        const OptionInfo info = optionInfo(sweep, option);
        const OptionValue preset =
            trial ? optionOf(sweep, *trial, option) : readOption(sweep.config.base.model, option);
        OptionValue value = preset;
        if (x && option == view.axis)
            value = info.kind == OptionKind::Integer ? OptionValue(std::llround(*x)) : OptionValue(*x);
        fields.push_back({info, value, preset});
    }
    m_form->setFields(fields);
    const QString from = trial ? tr("The values of %1 to start from.").arg(view.name(trial->id)) : QString();
    m_words->setText(m_sweeps.isRunning() ? tr("Run as soon as there is room, and trained to its end. %1").arg(from)
                                          : tr("The sweep goes on with this point. %1").arg(from));
    refresh();
    m_run->setFocus();
}

void AddPointPanel::refresh()
{
    m_run->setEnabled(m_form->isValid() && !m_form->rows().empty());
    m_run->setToolTip(m_form->firstProblem());
}

void AddPointPanel::run()
{
    OptionSettings point;
    for (const OptionRow* row : m_form->rows())
        point.push_back({row->info().name, row->value()});
    try {
        m_sweeps.addPoint(point);
        emit closed();
    } catch (const Error& error) {
        m_words->setText(shownMessage(error.what()));
    }
}

} // namespace tastescope::ui
