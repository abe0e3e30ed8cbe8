#include "ui/pages/training/replay_bar.h"

#include "ui/pages/training/run_axis.h"
#include "ui/session/numbers.h"
#include "ui/session/run_book.h"
#include "ui/session/run_repeat.h"
#include "ui/session/settings.h"
#include "ui/session/workspace.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>

#include <array>

namespace tastescope::ui {

namespace {

constexpr int barPixels = 34;
constexpr int tickMs = 33;
constexpr int stepsPerEpoch = 100;
constexpr std::array speeds{0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0};
const QString speedKey = QStringLiteral("training/replay_speed");

} // namespace

ReplayBar::ReplayBar(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_play(new QPushButton),
      m_slider(new QSlider(Qt::Horizontal)),
      m_place(new QLabel),
      m_speed(new QComboBox),
      m_repeat(new QPushButton(tr("Re-run and verify")))
{
    setGround(this, Token::Base);
    setFixedHeight(rowHeight(barPixels));
    m_timer.setInterval(tickMs);
    connect(&m_timer, &QTimer::timeout, this, &ReplayBar::tick);
    addControls();
    addSpeeds();
    connect(m_play, &QPushButton::clicked, this, &ReplayBar::togglePlaying);
    connect(m_slider, &QSlider::sliderPressed, this, &ReplayBar::pause);
    connect(m_slider, &QSlider::valueChanged, this,
            [this](int value) { moveTo(static_cast<double>(value) / stepsPerEpoch); });
    connect(m_repeat, &QPushButton::clicked, this, [this] { repeatRun(m_workspace, m_run); });
    pause();
    hide();
}

void ReplayBar::addControls()
{
    m_play->setFixedWidth(28);
    m_slider->setAccessibleName(tr("Epoch of the replay"));
    m_slider->setToolTip(tr("Drag to the epoch to be shown; arrow keys go from one to the next"));
    m_slider->setSingleStep(stepsPerEpoch);
    m_slider->setPageStep(5 * stepsPerEpoch);
    setTextStyle(m_place, TypeRole::Table, Token::Text2);
    m_repeat->setToolTip(tr("Train it again from its record, and compare every epoch, weight and figure bit for bit"));
    for (QWidget* control : std::initializer_list<QWidget*>{m_play, m_speed, m_repeat})
        control->setProperty(property::small, true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 1, 12, 0);
    row->setSpacing(8);
    row->addWidget(m_play);
    row->addWidget(m_slider, 1);
    row->addWidget(m_place);
    row->addWidget(m_speed);
    row->addWidget(m_repeat);
}

void ReplayBar::addSpeeds()
{
    m_speed->setAccessibleName(tr("Speed of the replay"));
    m_speed->setToolTip(tr("At 1× a replay takes as long as training did, but at least %1 and at most %2")
                            .arg(duration(ReplayClock::shortest), duration(ReplayClock::longest)));
    const double kept = m_workspace.settings().value(speedKey, 1.0).toDouble();
    for (const double speed : speeds) {
        m_speed->addItem(shortest(speed) + QChar(0x00D7), speed);
        if (speed == kept || (speed == 1 && m_speed->currentData().toDouble() < 1))
            m_speed->setCurrentIndex(m_speed->count() - 1);
    }
    connect(m_speed, &QComboBox::activated, this,
            [this] { m_workspace.settings().setValue(speedKey, m_speed->currentData()); });
}

void ReplayBar::setRun(const SessionRun* run)
{
    const bool canReplay = run && run->isOver() && run->curve.epochs.size() >= 2;
    setVisible(canReplay);
    if (!canReplay) {
        m_run = 0;
        m_clock = {};
        m_part.reset();
        pause();
        return;
    }
    const int epochs = run->curve.last()->epoch;
    if (run->id != m_run || epochs != m_clock.epochs()) {
        m_run = run->id;
        m_clock.setCurve(epochs, secondsAtEpochs(run->curve).back());
        m_part.reset();
        pause();
        const QSignalBlocker quiet(m_slider);
        m_slider->setRange(0, epochs * stepsPerEpoch);
    }
    m_repeat->setEnabled(canRepeat(*run));
    update(*run);
}

void ReplayBar::togglePlaying()
{
    if (isPlaying())
        pause();
    else
        play();
}

void ReplayBar::play()
{
    if (m_clock.atEnd())
        moveTo(0);
    m_sinceTick.start();
    m_timer.start();
    m_play->setIcon(icon(QStringLiteral("pause")));
    m_play->setAccessibleName(tr("Pause the replay"));
    m_play->setToolTip(m_play->accessibleName());
}

void ReplayBar::pause()
{
    m_timer.stop();
    m_play->setIcon(icon(QStringLiteral("play")));
    m_play->setAccessibleName(tr("Replay the curve"));
    m_play->setToolTip(tr("Replay the curve as it was recorded"));
}

void ReplayBar::tick()
{
    m_clock.advance(static_cast<double>(m_sinceTick.restart()) / 1000, m_speed->currentData().toDouble());
    if (m_clock.atEnd())
        pause();
    moveTo(m_clock.position());
}

void ReplayBar::moveTo(double position)
{
    const SessionRun* run = m_workspace.runs().find(m_run);
    if (!run)
        return;
    m_clock.setPosition(position);
    if (m_clock.atEnd())
        m_part.reset();
    else
        m_part = replayedUntil(*run, m_clock.position());
    update(*run);
    emit moved();
}

void ReplayBar::update(const SessionRun& run)
{
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(static_cast<int>(m_clock.position() * stepsPerEpoch));
    const EpochFinished* last = m_part ? m_part->curve.last() : run.curve.last();
    const QString place = tr("epoch %1 of %2").arg(last ? last->epoch : 0).arg(m_clock.epochs());
    const auto mrr = last ? last->validation.mrr() : std::nullopt;
    m_place->setText(mrr ? tr("%1, MRR %2").arg(place, ui::metric(*mrr)) : place);
    // As wide as its widest text, or the slider would move under the pointer.
    const QString widest = tr("%1, MRR %2").arg(tr("epoch %1 of %1").arg(m_clock.epochs()), ui::metric(0.5555));
    m_place->setFixedWidth(m_place->fontMetrics().horizontalAdvance(widest) + 2);
}

void ReplayBar::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(QRect(0, 0, width(), 1), colour(Token::Line));
}

} // namespace tastescope::ui
