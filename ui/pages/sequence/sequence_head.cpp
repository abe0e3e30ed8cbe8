#include "ui/pages/sequence/sequence_head.h"

#include "ui/session/guide.h"
#include "ui/session/next_run.h"
#include "ui/session/open_data.h"
#include "ui/session/page_keys.h"
#include "ui/session/workspace.h"
#include "ui/theme/elided_label.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace tastescope::ui {

SequenceHead::SequenceHead(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_views(new QButtonGroup(this)),
      m_finding(new ElidedLabel(this)),
      m_interval(new ElidedLabel(this)),
      m_tied(textLabel(TypeRole::Header, Token::Text2, this, tr("about tied")))
{
    setGround(this, Token::Base);
    setTextStyle(m_finding, TypeRole::TableStrong);
    setTextStyle(m_interval, TypeRole::Table, Token::Text2);
    auto* row = makeRow(this, 8);
    row->setContentsMargins(12, 8, 12, 7);
    auto* choice = new QWidget(this);
    auto* segments = makeRow(choice);
    int number = 0;
    for (const auto& [text, help, place] :
         {std::tuple(tr("Runs"), tr("Losses, repeats and figures of all runs  Alt+1"), "first"),
          std::tuple(tr("One user"), tr("What a run says of one user  Alt+2"), "last")}) {
        auto* button = new QPushButton(text, choice);
        button->setProperty(property::small, true);
        button->setProperty(property::segment, place);
        button->setCheckable(true);
        button->setToolTip(help);
        m_views->addButton(button, number++);
        segments->addWidget(button);
    }
    m_views->button(0)->setChecked(true);
    connect(m_views, &QButtonGroup::idClicked, this, &SequenceHead::viewChosen);
    auto* import = new QPushButton(icon(QStringLiteral("down")), tr("Import log…"), this);
    import->setToolTip(tr("Take the TensorBoard log or the weights of another program's run in"));
    connect(import, &QPushButton::clicked, this, [&workspace] { workspace.guide().importRun(); });
    auto* more = new QPushButton(tr("New run…"), this);
    more->setToolTip(tr("The form of the next run, set to the transformer"));
    connect(more, &QPushButton::clicked, this, [&workspace] {
        workspace.nextRun().setModel("transformer");
        workspace.guide().showPage(page::training);
    });
    row->addWidget(choice);
    row->addWidget(m_finding);
    row->addWidget(m_interval);
    row->addWidget(m_tied);
    row->addStretch(1);
    row->addWidget(import);
    row->addWidget(more);
    setVerdict({});
}

void SequenceHead::setView(int view)
{
    m_views->button(view)->setChecked(true);
}

void SequenceHead::setVerdict(const SequenceVerdict& verdict)
{
    m_finding->setText(verdict.finding);
    m_interval->setText(verdict.interval);
    m_finding->setVisible(!verdict.finding.isEmpty());
    m_interval->setVisible(!verdict.interval.isEmpty());
    m_tied->setVisible(verdict.isTied);
}

} // namespace tastescope::ui
