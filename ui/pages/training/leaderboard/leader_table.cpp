#include "ui/pages/training/leaderboard/leader_table.h"

#include "ui/session/numbers.h"
#include "ui/session/shown_figures.h"

#include <algorithm>

namespace tastescope::ui {

namespace {

QString differenceText(const LeaderLine& line)
{
    if (line.isBaseline)
        return QObject::tr("baseline");
    if (!line.toBaseline)
        return unknownNumber();
    const double difference = line.toBaseline->difference;
    if (line.toBaseline->tied)
        return delta(difference);
    return (difference > 0 ? QStringLiteral("↑ ") : QStringLiteral("↓ ")) + delta(difference);
}

} // namespace

void LeaderTable::setLines(std::vector<LeaderLine> lines, const std::string& metric, int k)
{
    const bool sameRows = std::ranges::equal(lines, m_lines, {}, &LeaderLine::id, &LeaderLine::id);
    const bool sameTitles = metric == m_metric && k == m_k;
    if (!sameRows)
        beginRows();
    m_lines = std::move(lines);
    m_metric = metric;
    m_k = k;
    if (sameRows)
        tellChanged();
    else
        endRows();
    if (!sameTitles) // who hears of it may ask for the rows
        emit headerDataChanged(Qt::Horizontal, 0, columns() - 1);
}

int LeaderTable::rowOf(int run) const
{
    const auto found = std::ranges::find(m_lines, run, &LeaderLine::id);
    return found == m_lines.end() ? -1 : shownRow(static_cast<int>(found - m_lines.begin()));
}

ColumnLook LeaderTable::look(int column) const
{
    switch (column) {
    case Rank:
        return {.kind = CellKind::Number,
                .help = tr("Runs that share a range of ranks are about tied: none is told from the best of them, by "
                           "the paired bootstrap with Holm over all pairs of the board")};
    case Run:
        return {.kind = CellKind::Run, .strong = true};
    case Value:
        return {.kind = CellKind::Number,
                .strong = true,
                .help = tr("On validation, of the model that is kept: of the best epoch"),
                .metric = QString::fromStdString(m_metric),
                .highIsBest = true};
    case Difference:
        return {.kind = CellKind::Number,
                .help = tr("Minus the baseline, with the 95 % interval of this pair alone, as in the Runs dock"),
                .highIsBest = true};
    case Tied:
        return {.kind = CellKind::Badge, .sortable = false};
    case Hit:
        return {.kind = CellKind::Number, .metric = QStringLiteral("hit-%1").arg(m_k), .highIsBest = true};
    case Time:
        return {.kind = CellKind::Number, .help = tr("Of training, wall time")};
    case Memory:
        return {.kind = CellKind::Number, .help = tr("Training takes at its peak beside the data, as estimated")};
    case Settings:
        return {.tone = Token::Text2, .width = 80, .stretch = true, .help = tr("What is not as the model stands")};
    default:
        return {};
    }
}

QString LeaderTable::title(int column) const
{
    switch (column) {
    case Rank:
        return tr("Rank");
    case Run:
        return tr("Run");
    case Model:
        return tr("Model");
    case Value:
        return metricTitle(m_metric);
    case Difference:
        return tr("± baseline, 95 %");
    case Hit:
        return QStringLiteral("Hit@%1").arg(m_k);
    case Time:
        return tr("Time");
    case Memory:
        return tr("Memory");
    case Settings:
        return tr("Settings");
    default:
        return {};
    }
}

bool LeaderTable::isFirstOfRange(int source) const
{
    const int at = shownRow(source);
    return at <= 0 || line(sourceRow(at - 1)).rankLow != line(source).rankLow;
}

std::optional<Token> LeaderTable::lineBelow(int shownAt) const
{
    if (shownAt + 1 >= rowCount())
        return Token::Line;
    return shown(shownAt + 1).rankLow == shown(shownAt).rankLow ? std::nullopt : std::optional(Token::Line);
}

QVariant LeaderTable::value(int source, int column) const
{
    const LeaderLine& of = line(source);
    switch (column) {
    case Rank:
        return of.rankLow;
    case Run:
        return of.name;
    case Model:
        return of.model;
    case Value:
        return of.value;
    case Difference:
        return of.isBaseline ? QVariant(0.0) : of.toBaseline ? QVariant(of.toBaseline->difference) : QVariant();
    case Tied:
        return of.rankHigh > of.rankLow;
    case Hit:
        return of.hit ? QVariant(*of.hit) : QVariant();
    case Time:
        return of.seconds;
    case Memory:
        return of.bytes > 0 ? QVariant::fromValue(qlonglong{of.bytes}) : QVariant();
    default:
        return of.settings;
    }
}

QString LeaderTable::text(int source, int column) const
{
    const LeaderLine& of = line(source);
    switch (column) {
    case Rank:
        return isFirstOfRange(source) ? of.rank : QString();
    case Run:
        return of.name;
    case Model:
        return of.model;
    case Value:
        return metric(of.value);
    case Difference:
        return differenceText(of);
    case Tied:
        return of.rankHigh > of.rankLow && isFirstOfRange(source) ? tr("about tied") : QString();
    case Hit:
        return of.hit ? metric(*of.hit) : unknownNumber();
    case Time:
        return duration(of.seconds);
    case Memory:
        return of.bytes > 0 ? bytes(of.bytes) : unknownNumber();
    default:
        return of.settings;
    }
}

QString LeaderTable::note(int source, int column) const
{
    const auto& pair = line(source).toBaseline;
    return column == Difference && pair ? deltaInterval(pair->difference, pair->low, pair->high) : QString();
}

std::optional<Token> LeaderTable::tone(int source, int column) const
{
    if (column != Difference)
        return std::nullopt;
    const auto& pair = line(source).toBaseline;
    if (!pair || pair->tied)
        return Token::Text2;
    return pair->difference > 0 ? Token::Ok : Token::Err;
}

std::optional<LineStyle> LeaderTable::style(int source, int) const
{
    return line(source).style;
}

QString LeaderTable::figure(int source, int column) const
{
    const LeaderLine& of = line(source);
    if (!of.isOwnFigure)
        return {};
    if (column == Value)
        return figure::ofRun(of.name, m_metric);
    if (column == Hit)
        return figure::ofRun(of.name, "hit-" + std::to_string(m_k));
    if (column == Difference && of.toBaseline)
        return figure::ofRuns(of.name, of.baseline, m_metric);
    return {};
}

} // namespace tastescope::ui
