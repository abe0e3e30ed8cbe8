#include "ui/pages/compare/run_combo.h"

#include "ui/session/comparison_session.h"
#include "ui/session/run_list.h"
#include "ui/theme/icons.h"
#include "ui/theme/line_style.h"

#include <QEvent>
#include <QPainter>

namespace tastescope::ui {

namespace {

constexpr QSize swatchSize(22, 12);
constexpr int leaveOut = -1;

QIcon swatch(const SessionRun& run, double ratio)
{
    QPixmap pixmap(swatchSize * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const LineRole role = run.slot < 0 ? LineRole::Behind : LineRole::Run;
    drawSwatch(painter, QRectF(QPointF(), swatchSize), {role, run.slot}, colour(Token::Field));
    return pixmap;
}

} // namespace

RunCombo::RunCombo(ComparisonSession& session, std::size_t place, QWidget* parent)
    : QComboBox(parent),
      m_session(session),
      m_place(place)
{
    setIconSize(swatchSize);
    setMinimumWidth(128);
    setAccessibleName(place == 0 ? tr("Run compared") : tr("Run %1 it is compared with").arg(place));
    connect(this, &QComboBox::activated, this, &RunCombo::take);
    connect(&session, &ComparisonSession::chosenChanged, this, &RunCombo::fill);
    fill();
}

void RunCombo::fill()
{
    const auto& chosen = m_session.chosen();
    if (m_place >= chosen.size())
        return; // the row is about to leave it out
    const QSignalBlocker blocker(this);
    clear();
    for (const SessionRun* run : m_session.candidates()) {
        addItem(swatch(*run, devicePixelRatioF()), run->name, run->id);
        if (run->id == chosen[m_place])
            setCurrentIndex(count() - 1);
    }
    if (chosen.size() > 2)
        addItem(icon(QStringLiteral("x")), tr("Leave out"), leaveOut);
}

void RunCombo::take(int row)
{
    const int id = itemData(row).toInt();
    if (id == leaveOut)
        m_session.remove(m_place);
    else
        m_session.choose(m_place, id);
}

void RunCombo::changeEvent(QEvent* event)
{
    QComboBox::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        fill();
}

} // namespace tastescope::ui
