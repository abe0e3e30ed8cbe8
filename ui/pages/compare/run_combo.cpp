#include "ui/pages/compare/run_combo.h"

#include "ui/session/comparison_session.h"
#include "ui/session/run_book.h"
#include "ui/theme/icons.h"
#include "ui/theme/line_style.h"

#include <QEvent>
#include <QStyleOptionComboBox>
#include <QStylePainter>

#include <map>

namespace tastescope::ui {

namespace {

constexpr QSize swatchSize(22, 12);
constexpr int iconGap = 8; ///< as styles leave it between icon and text, and a little
constexpr int leaveOut = -1;

QIcon swatch(int slot, double ratio)
{
    QPixmap pixmap(swatchSize * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const LineRole role = slot < 0 ? LineRole::Behind : LineRole::Run;
    drawSwatch(painter, QRectF(QPointF(), swatchSize), {role, slot}, colour(Token::Field));
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
    connect(&session, &ComparisonSession::chosenChanged, this, &RunCombo::follow);
    follow();
}

void RunCombo::follow()
{
    const auto& chosen = m_session.chosen();
    if (m_place >= chosen.size())
        return; // the row is about to leave it out
    std::vector<Choice> choices;
    for (const SessionRun* run : m_session.candidates())
        choices.push_back({run->id, run->shownSlot, run->name});
    if (chosen.size() > 2)
        choices.push_back({leaveOut, -1, tr("Leave out")});
    if (choices != m_choices) {
        m_choices = std::move(choices);
        fill();
    }
    setCurrentIndex(findData(chosen[m_place]));
}

void RunCombo::paintEvent(QPaintEvent*)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const QRect field = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    const int room = field.width() - option.iconSize.width() - iconGap;
    option.currentText =
        fontMetrics().elidedText(option.currentText, Qt::ElideMiddle, room); // trials differ at the end
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

void RunCombo::fill()
{
    const QSignalBlocker blocker(this);
    std::map<int, QIcon> swatches;
    for (const Choice& choice : m_choices)
        if (choice.id != leaveOut && !swatches.contains(choice.slot))
            swatches[choice.slot] = swatch(choice.slot, devicePixelRatioF());
    const QVariant current = currentData();
    clear();
    for (const Choice& choice : m_choices)
        addItem(choice.id == leaveOut ? icon(QStringLiteral("x")) : swatches[choice.slot], choice.name, choice.id);
    setCurrentIndex(findData(current));
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
