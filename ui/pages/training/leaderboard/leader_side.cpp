#include "ui/pages/training/leaderboard/leader_side.h"

#include "ui/session/numbers.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"

#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr int sideInset = 12;
constexpr int sideTitlePixels = 34;
constexpr int pairPixels = 44;
constexpr double pairSwatchWidth = 24;

/// Two runs under each other, and at the right what the first is better by.
class PairRow : public QWidget
{
public:
    PairRow(const LeaderLine& a, const LeaderLine& b, const PairedComparison& result) : m_a(a), m_b(b), m_result(result)
    {
        setFixedHeight(rowHeight(pairPixels));
        setAccessibleName(tr("%1 minus %2: %3%4").arg(a.name, b.name, delta(result.difference), told()));
        setAccessibleDescription(deltaInterval(result.difference, result.low, result.high));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const int line = height() / 2 - 2;
        const QRect upper(sideInset, 2, width() - 2 * sideInset, line);
        const QRect lower = upper.translated(0, line);
        const int taken = drawValue(painter, upper, delta(m_result.difference), TypeRole::TableStrong, Token::Text);
        drawName(painter, upper.adjusted(0, 0, -taken, 0), m_a);
        const QString interval = deltaInterval(m_result.difference, m_result.low, m_result.high);
        drawName(painter, lower.adjusted(0, 0, -drawValue(painter, lower, interval, TypeRole::Table, Token::Text3), 0),
                 m_b);
        painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Token::Grid));
    }

private:
    QString told() const { return m_result.tied ? tr(", about tied") : QString(); }

    /// At the right end. Returns how wide it is, with the gap before it.
    static int drawValue(QPainter& painter, const QRect& line, const QString& text, TypeRole role, Token token)
    {
        painter.setFont(ui::font(role));
        painter.setPen(colour(token));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, text);
        return painter.fontMetrics().horizontalAdvance(text) + 8;
    }

    static void drawName(QPainter& painter, const QRect& line, const LeaderLine& run)
    {
        drawSwatch(painter, QRectF(line.left(), line.top(), pairSwatchWidth, line.height()), run.style,
                   colour(Token::Base));
        painter.setFont(ui::font(TypeRole::Table));
        painter.setPen(colour(Token::Text));
        const QRect room = line.adjusted(int(pairSwatchWidth) + 8, 0, 0, 0);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(run.name, Qt::ElideMiddle, room.width()));
    }

    LeaderLine m_a;
    LeaderLine m_b;
    PairedComparison m_result;
};

QLabel* wordsLabel(QWidget* parent)
{
    QLabel* words = textLabel(TypeRole::Table, Token::Text2, parent);
    words->setWordWrap(true);
    return words;
}

} // namespace

LeaderSide::LeaderSide(QWidget* parent)
    : QWidget(parent),
      m_title(textLabel(TypeRole::Title, Token::Text, this)),
      m_metric(textLabel(TypeRole::Header, Token::Text2, this)),
      m_pairs(new QWidget(this)),
      m_cheapest(wordsLabel(this))
{
    setGround(this, Token::Base);
    setAccessibleName(tr("Beside the leaderboard"));
    m_title->setContentsMargins(sideInset, 0, sideInset, 0);
    m_title->setFixedHeight(rowHeight(sideTitlePixels, TypeRole::Title));
    m_metric->setContentsMargins(sideInset, 0, sideInset, 0);
    m_metric->setFixedHeight(rowHeight(24, TypeRole::Header));
    m_metric->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_cheapest->setContentsMargins(sideInset, 10, sideInset, 10);
    makeColumn(m_pairs);
    auto* content = new QWidget;
    setGround(content, Token::Base);
    auto* column = makeColumn(content);
    column->addWidget(m_metric);
    column->addWidget(m_pairs);
    column->addWidget(m_cheapest);
    column->addWidget(new Hairline(Qt::Horizontal));
    m_minute = addFigure(tr("One minute buys"), column);
    column->addWidget(new Hairline(Qt::Horizontal));
    m_smallest = addFigure(tr("Smallest difference seen"), column);
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    auto* whole = makeColumn(this);
    whole->addWidget(m_title);
    whole->addWidget(new Hairline(Qt::Horizontal));
    whole->addWidget(scroll, 1);
}

LeaderSide::Figure LeaderSide::addFigure(const QString& title, QVBoxLayout* column)
{
    const Figure figure{textLabel(TypeRole::TableStrong, Token::Text, this, title),
                        textLabel(TypeRole::TableStrong, Token::Text, this), wordsLabel(this)};
    auto* rows = makeColumn(nullptr, 4);
    rows->setContentsMargins(sideInset, 10, sideInset, 10);
    auto* head = makeRow();
    head->addWidget(figure.title, 1);
    head->addWidget(figure.value);
    rows->addLayout(head);
    rows->addWidget(figure.words);
    column->addLayout(rows);
    return figure;
}

void LeaderSide::showPairs(const LeaderAnswer& answer, const LeaderRemarks& remarks,
                           const std::vector<LeaderLine>& lines)
{
    for (QWidget* old : m_pairs->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        delete old;
    const auto lineOf = [&](std::size_t entry) -> const LeaderLine& {
        return *std::ranges::find(lines, answer.entries[entry].run.id, &LeaderLine::id);
    };
    for (const LeaderRemarks::Pair& pair : remarks.pairs)
        m_pairs->layout()->addWidget(new PairRow(lineOf(pair.a), lineOf(pair.b), pair.result));
    if (remarks.morePairs > 0) {
        QLabel* more = wordsLabel(m_pairs);
        more->setText(tr("and %1 more pairs").arg(count(remarks.morePairs)));
        more->setContentsMargins(sideInset, 6, sideInset, 0);
        m_pairs->layout()->addWidget(more);
    }
}

void LeaderSide::show(const LeaderAnswer& answer, const std::vector<LeaderLine>& lines)
{
    const LeaderRemarks remarks = leaderRemarks(answer);
    m_title->setText(remarks.title);
    m_metric->setText(tr("%1, Holm 95 %").arg(metricTitle(answer.metric)));
    m_metric->setVisible(!remarks.pairs.empty());
    showPairs(answer, remarks, lines);
    m_cheapest->setText(remarks.cheapest);
    m_cheapest->setVisible(!remarks.cheapest.isEmpty());
    m_minute.value->setText(remarks.minute);
    m_minute.words->setText(remarks.minuteWords);
    m_smallest.value->setText(remarks.smallest);
    m_smallest.words->setText(remarks.smallestWords);
}

} // namespace tastescope::ui
