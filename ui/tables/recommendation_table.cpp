#include "ui/tables/recommendation_table.h"

#include "ui/session/names.h"
#include "ui/session/numbers.h"

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr int wideBar = 84;

bool isHit(Mark mark)
{
    return mark == Mark::Validation || mark == Mark::Test || mark == Mark::Cold;
}

QString markText(Mark mark)
{
    switch (mark) {
    case Mark::Validation:
    case Mark::Test:
    case Mark::Cold:
        return RecommendationTable::tr("held out");
    case Mark::Liked:
        return RecommendationTable::tr("liked");
    case Mark::Owned:
        return RecommendationTable::tr("own");
    case Mark::New:
        break;
    }
    return {};
}

} // namespace

RecommendationTable::RecommendationTable(Breadth breadth, QObject* parent) : TableModel(parent), m_breadth(breadth)
{
    chooseColumns();
}

void RecommendationTable::chooseColumns()
{
    if (m_breadth == Breadth::Narrow)
        m_columns = {Kind::Rank, Kind::Title, Kind::Score, Kind::Held};
    else if (m_dataset && !m_dataset->hasOwners())
        m_columns = {Kind::Rank, Kind::Title, Kind::Popular, Kind::Score, Kind::Held};
    else
        m_columns = {Kind::Rank, Kind::Title, Kind::Owner, Kind::Popular, Kind::Score, Kind::Held};
}

void RecommendationTable::setAnswer(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const UserAnswer> answer)
{
    beginRows();
    m_dataset = std::move(dataset);
    m_answer = std::move(answer);
    chooseColumns();
    endRows();
}

int RecommendationTable::sourceRows() const
{
    return m_answer ? static_cast<int>(m_answer->list.lines.size()) : 0;
}

const Recommendation& RecommendationTable::line(int source) const
{
    return m_answer->list.lines[static_cast<std::size_t>(source)];
}

Item RecommendationTable::itemAt(int row) const
{
    return line(sourceRow(row)).item;
}

int RecommendationTable::rowOf(Item item) const
{
    if (!m_answer)
        return -1;
    const auto& lines = m_answer->list.lines;
    const auto found = std::ranges::find(lines, item, &Recommendation::item);
    return found == lines.end() ? -1 : shownRow(static_cast<int>(found - lines.begin()));
}

int RecommendationTable::afterRank(int rank) const
{
    if (rank < 1 || rank >= rowCount())
        return -1;
    for (int row = 0; row <= rank; ++row)
        if (sourceRow(row) != row)
            return -1;
    return rank - 1;
}

bool RecommendationTable::hasMarks() const
{
    return m_answer && std::ranges::any_of(m_answer->list.lines, [](const Recommendation& line) {
               return line.mark != Mark::New;
           });
}

ColumnLook RecommendationTable::look(int column) const
{
    const bool wide = m_breadth == Breadth::Wide;
    switch (kind(column)) {
    case Kind::Rank:
        return {.kind = CellKind::Number, .tone = Token::Text3, .width = 38};
    case Kind::Title:
        return {.width = wide ? 140 : 100, .stretch = true};
    case Kind::Owner:
        return {.tone = Token::Text2, .width = 68, .help = tr("The user it belongs to")};
    case Kind::Popular:
        return {.kind = CellKind::Number,
                .tone = Token::Text2,
                .width = 64,
                .help = tr("p58: more users like it than like 58 % of the others")};
    case Kind::Score: {
        const bool hasLines = sourceRows() > 0;
        const double best = hasLines ? static_cast<double>(line(0).score) : 1;
        return {.kind = wide ? CellKind::Bar : CellKind::Number,
                .strong = true,
                .full = best > 0 ? best : 1,
                .bar = wideBar,
                .highIsBest = true};
    }
    case Kind::Held:
        return {.kind = CellKind::Mark,
                .width = !hasMarks() ? 24
                         : wide      ? 86
                                     : 34, // its room is the titles' where nothing is marked
                .help = tr("Held out: the user likes it, but the model was not told")};
    }
    return {};
}

QString RecommendationTable::title(int column) const
{
    switch (kind(column)) {
    case Kind::Rank:
    case Kind::Held:
        break;
    case Kind::Title: {
        const std::string noun = m_dataset ? m_dataset->nouns().item : "item";
        return QString::fromStdString(noun).replace(0, 1, QString::fromStdString(noun).left(1).toUpper());
    }
    case Kind::Owner:
        return tr("Owner");
    case Kind::Popular:
        return tr("Popular");
    case Kind::Score:
        return tr("Score");
    }
    return {};
}

QVariant RecommendationTable::value(int source, int column) const
{
    const Recommendation& found = line(source);
    switch (kind(column)) {
    case Kind::Rank:
        return source + 1;
    case Kind::Owner:
        return found.owner ? QVariant(userName(*m_dataset, *found.owner)) : QVariant();
    case Kind::Popular:
        return found.popularity;
    case Kind::Score:
        return static_cast<double>(found.score);
    case Kind::Held:
        return isHit(found.mark);
    case Kind::Title:
        break;
    }
    return shownName(found.title);
}

QString RecommendationTable::text(int source, int column) const
{
    const Recommendation& found = line(source);
    switch (kind(column)) {
    case Kind::Owner:
        return found.owner ? userName(*m_dataset, *found.owner) : unknownNumber();
    case Kind::Popular:
        return percentile(found.popularity);
    case Kind::Score:
        return m_answer->list.isFallback ? count(static_cast<std::int64_t>(found.score))
                                         : metric(static_cast<double>(found.score));
    case Kind::Held:
        return markText(found.mark);
    case Kind::Rank:
    case Kind::Title:
        break;
    }
    return value(source, column).toString();
}

QString RecommendationTable::note(int source, int column) const
{
    return kind(column) == Kind::Held && m_breadth == Breadth::Wide ? markText(line(source).mark) : QString();
}

std::optional<Token> RecommendationTable::tone(int source, int column) const
{
    if (kind(column) != Kind::Held)
        return std::nullopt;
    return isHit(line(source).mark) ? Token::Ok : Token::Text3;
}

} // namespace tastescope::ui
