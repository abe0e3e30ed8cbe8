// How the form of a new sweep is put together.
#include "ui/pages/sweep/new_sweep_panel.h"
#include "ui/parts/form_head.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>
#include <thread>

namespace tastescope::ui {

namespace {

constexpr int inset = 12;
constexpr int fieldPixels = 112;

QSpinBox* makeSpin(int most, const QString& name, const QString& help)
{
    auto* spin = new QSpinBox;
    spin->setRange(1, most);
    spin->setProperty(property::small, true);
    spin->setAccessibleName(name);
    spin->setToolTip(help);
    return spin;
}

int cores()
{
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

} // namespace

QWidget* NewSweepPanel::makeHead()
{
    const FormHead head = makeFormHead(tr("New sweep"));
    m_presets = new QComboBox;
    m_presets->addItem(tr("as the next run"));
    m_presets->addItem(tr("published"));
    m_presets->addItem(tr("5 learning rates"));
    m_presets->setProperty(property::small, true);
    m_presets->setFixedWidth(140);
    m_presets->setAccessibleName(tr("Sweep to start from"));
    m_presets->setToolTip(tr("Sweep to start from; choosing one sets every field"));
    head.row->insertWidget(1, m_presets);
    connect(m_presets, &QComboBox::activated, this, &NewSweepPanel::applyPreset);
    connect(head.close, &QToolButton::clicked, this, &NewSweepPanel::closed);
    return head.widget;
}

QWidget* NewSweepPanel::makeFields()
{
    m_name = new QLineEdit;
    m_name->setProperty(property::small, true);
    m_name->setAccessibleName(tr("Name"));
    m_models = new QComboBox;
    for (const ModelKind& kind : modelKinds())
        m_models->addItem(QString::fromUtf8(kind.title.data(), static_cast<qsizetype>(kind.title.size())),
                          QString::fromUtf8(kind.name.data(), static_cast<qsizetype>(kind.name.size())));
    m_schedulers = new QComboBox;
    m_schedulers->addItem(tr("random"), static_cast<int>(Scheduler::Random));
    m_schedulers->addItem(tr("grid, all of them"), static_cast<int>(Scheduler::Grid));
    m_schedulers->addItem(tr("halving (ASHA)"), static_cast<int>(Scheduler::Halving));
    m_points = makeSpin(10'000, tr("Points"), tr("Settings that are tried; of a grid all are"));
    m_seeds = makeSpin(100, tr("Seeds per point"), tr("Trials a point, each with a seed of its own: bands over seeds"));
    m_jobs = makeSpin(cores(), tr("Side by side"), tr("Trials at the same time; they share the cores"));
    auto* content = new QWidget;
    setGround(content, Token::Window);
    auto* grid = new QGridLayout;
    grid->setContentsMargins(inset, 8, inset, 8);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    const std::pair<QString, QWidget*> fields[] = {
        {tr("Name"), m_name},     {tr("Model"), m_models},          {tr("Search"), m_schedulers},
        {tr("Points"), m_points}, {tr("Seeds per point"), m_seeds}, {tr("Side by side"), m_jobs}};
    for (const auto& [title, field] : fields) {
        auto* label = textLabel(TypeRole::Body, Token::Text2, nullptr, title);
        label->setBuddy(field);
        field->setProperty(property::small, true);
        field->setFixedWidth(fieldPixels);
        field->setAccessibleName(title);
        grid->addWidget(label, grid->rowCount(), 0);
        grid->addWidget(field, grid->rowCount() - 1, 1);
    }
    m_rowsLayout = new QVBoxLayout;
    m_rowsLayout->setContentsMargins(0, 4, 0, 8);
    m_rowsLayout->setSpacing(0);
    auto* column = makeColumn(content);
    column->addLayout(grid);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addLayout(m_rowsLayout);
    column->addStretch(1);

    connect(m_models, &QComboBox::activated, this, [this] {
        SweepConfig fresh;
        fresh.base.model = defaultOptions(m_models->currentData().toString().toStdString());
        setConfig(fresh);
    });
    connect(m_name, &QLineEdit::textChanged, this, &NewSweepPanel::refresh);
    connect(m_schedulers, &QComboBox::activated, this, &NewSweepPanel::refresh);
    for (QSpinBox* spin : {m_points, m_seeds, m_jobs})
        connect(spin, &QSpinBox::valueChanged, this, &NewSweepPanel::refresh);
    return content;
}

QWidget* NewSweepPanel::makeFoot()
{
    auto* foot = new QWidget;
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(inset, 10, inset, inset);
    column->setSpacing(2);
    m_needs = textLabel(TypeRole::Table, Token::Text2);
    m_time = textLabel(TypeRole::Table, Token::Text2);
    m_problem = textLabel(TypeRole::Table, Token::Err);
    m_problem->setWordWrap(true);
    m_run = new QPushButton(tr("Run sweep"));
    m_run->setProperty(property::primary, true);
    for (QLabel* label : {m_needs, m_time, m_problem})
        column->addWidget(label);
    column->addSpacing(6);
    column->addWidget(m_run);
    connect(m_run, &QPushButton::clicked, this, &NewSweepPanel::run);
    return foot;
}

} // namespace tastescope::ui
