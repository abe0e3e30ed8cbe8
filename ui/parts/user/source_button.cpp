#include "ui/parts/user/source_button.h"

#include "ui/session/answer_source.h"
#include "ui/session/names.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"
#include "ui/theme/icons.h"
#include "ui/theme/line_style.h"
#include "ui/theme/type.h"

#include <QMenu>
#include <QPainter>

namespace tastescope::ui {

namespace {

constexpr int swatchWidth = 22;
constexpr int sourceButtonGap = 8;
constexpr int wideGap = 12;
constexpr int arrow = 16;

LineStyle styleOf(int slot)
{
    return slot < 0 ? LineStyle{LineRole::Behind, 0} : LineStyle{LineRole::Run, slot};
}

} // namespace

SourceButton::SourceButton(UserSession& session, std::function<void(int)> chooseRun, QWidget* parent)
    : QAbstractButton(parent),
      m_session(session),
      m_chooseRun(std::move(chooseRun))
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, &SourceButton::openMenu);
    connect(&m_session, &UserSession::sourceChanged, this, &SourceButton::renew);
    connect(&m_session, &UserSession::answerChanged, this, &SourceButton::renew);
    renew();
}

void SourceButton::renew()
{
    const AnswerSource source = m_session.source();
    setAccessibleName(tr("Answers: %1, %2").arg(source.name, source.meaning));
    setToolTip(tr("%1: %2\nWhich model answers: any run of this session, or the neighbours as they are")
                   .arg(source.name, source.meaning));
    updateGeometry();
    update();
}

QSize SourceButton::sizeHint() const
{
    const AnswerSource source = m_session.source();
    return {swatchWidth + sourceButtonGap + textWidth(source.name, TypeRole::TableStrong) + arrow + wideGap
                + textWidth(source.meaning, TypeRole::Table) + 4,
            28};
}

QSize SourceButton::minimumSizeHint() const
{
    return {swatchWidth + sourceButtonGap + textWidth(m_session.source().name, TypeRole::TableStrong) + arrow + 4, 28};
}

void SourceButton::paintEvent(QPaintEvent*)
{
    const AnswerSource source = m_session.source();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (source.run == 0)
        ui::icon(QStringLiteral("neigh")).paint(&painter, QRect(2, (height() - 16) / 2, 16, 16));
    else
        drawSwatch(painter, QRectF(0, 0, swatchWidth, height()), styleOf(source.slot), colour(Token::Base));

    int left = swatchWidth + sourceButtonGap;
    const int nameWidth = textWidth(source.name, TypeRole::TableStrong);
    painter.setFont(ui::font(TypeRole::TableStrong));
    painter.setPen(colour(Token::Text));
    painter.drawText(QRect(left, 0, nameWidth + 2, height()), Qt::AlignLeft | Qt::AlignVCenter, source.name);
    left += nameWidth + 2;
    if (underMouse() || hasFocus())
        ui::icon(QStringLiteral("chev")).paint(&painter, QRect(left, (height() - arrow) / 2, arrow, arrow));
    left += arrow;

    painter.setFont(ui::font(TypeRole::Table));
    painter.setPen(colour(Token::Text2));
    QString meaning = source.meaning;
    if (painter.fontMetrics().horizontalAdvance(meaning)
        > width() - left) // "score = user · film" without its beginning
        meaning =
            meaning.mid(meaning.indexOf(QStringLiteral(" = ")) < 0 ? 0 : meaning.indexOf(QStringLiteral(" = ")) + 3);
    meaning = painter.fontMetrics().elidedText(meaning, Qt::ElideRight, width() - left);
    painter.drawText(QRect(left, 0, width() - left, height()), Qt::AlignLeft | Qt::AlignVCenter, meaning);
    if (hasFocus()) {
        painter.setPen(QPen(colour(Token::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

void SourceButton::openMenu()
{
    const AnswerSource now = m_session.source();
    QMenu menu(this);
    const auto add = [&](const QString& name, bool checked, const std::function<void()>& choose) {
        QAction* action = menu.addAction(withoutMnemonics(name));
        action->setCheckable(true);
        action->setChecked(checked);
        connect(action, &QAction::triggered, this, choose);
    };
    for (const AnswerSource& source : m_session.sources())
        add(source.name, source.run == now.run, [this, id = source.run] {
            m_session.setNeighboursOnly(id == 0);
            if (id != 0)
                m_chooseRun(id);
        });
    menu.exec(mapToGlobal(QPoint(0, height())));
}

} // namespace tastescope::ui
