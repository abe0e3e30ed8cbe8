#include "core/data/dataset.h"

#include "core/base/error.h"
#include "core/base/hash.h"

#include <algorithm>

namespace tastescope {

namespace {

template<typename Row, typename Column>
void checkShape(const BinaryMatrix<Row, Column>& matrix, std::size_t rows, std::size_t columns, const char* what)
{
    if (matrix.rowCount() != rows || matrix.columnCount() != columns)
        throw Error(std::string(what) + " has shape " + std::to_string(matrix.rowCount()) + " x "
                    + std::to_string(matrix.columnCount()) + ", expected " + std::to_string(rows) + " x "
                    + std::to_string(columns) + ".");
}

/// The train part seen as a library: items are tracks, number for number.
BinaryMatrix<User, Track> asLibrary(const BinaryMatrix<User, Item>& train)
{
    std::vector<Track> tracks;
    tracks.reserve(train.entryCount());
    for (const Item item : train.entries())
        tracks.push_back(Track{number(item)});
    return {train.columnCount(), {train.offsets().begin(), train.offsets().end()}, std::move(tracks)};
}

/// Cost: O(positives + items): items are marked, not searched for.
void checkPartsAreApart(const Split& split)
{
    constexpr std::uint8_t inTrain = 1;
    constexpr std::uint8_t inValidation = 2;
    std::vector<std::uint8_t> marks(split.train.columnCount(), 0);
    for (const User user : idsUpTo<User>(split.train.rowCount())) {
        const auto train = split.train.row(user);
        const auto validation = split.validation.row(user);
        const auto test = split.test.row(user);
        const auto fail = [user](Item item, const char* where) {
            throw Error("User number " + std::to_string(number(user)) + " has item number "
                        + std::to_string(number(item)) + " in " + where + ".");
        };
        if (!split.cold.row(user).empty() && train.size() + validation.size() + test.size() > 0)
            throw Error("User number " + std::to_string(number(user)) + " is cold but has training data.");
        for (const Item item : train)
            marks[index(item)] |= inTrain;
        for (const Item item : validation)
            marks[index(item)] |= inValidation;
        for (const Item item : test)
            if (marks[index(item)] != 0)
                fail(item, "test and in another part");
        for (const Item item : validation)
            if (marks[index(item)] & inTrain)
                fail(item, "train and in validation");
        for (const auto part : {train, validation})
            for (const Item item : part)
                marks[index(item)] = 0;
    }
}

/// Every event is of a positive, and every positive has an event. Cost: O(events + positives + items).
void checkSequences(const Sequences& sequences, const Split& split)
{
    const std::size_t users = split.train.rowCount();
    if (sequences.userCount() != users || sequences.itemCount() != split.train.columnCount())
        throw Error("The sequences are of " + std::to_string(sequences.userCount()) + " users and "
                    + std::to_string(sequences.itemCount()) + " items, expected " + std::to_string(users) + " and "
                    + std::to_string(split.train.columnCount()) + ".");
    enum class Mark : std::uint8_t { None, Positive, Seen };
    std::vector<Mark> marks(sequences.itemCount(), Mark::None);
    for (const User user : idsUpTo<User>(users)) {
        std::size_t unseen = 0;
        const auto eachPositive = [&](const auto& body) {
            for (const auto* part : {&split.train, &split.validation, &split.test, &split.cold})
                std::ranges::for_each(part->row(user), body);
        };
        eachPositive([&](Item item) {
            marks[index(item)] = Mark::Positive;
            ++unseen;
        });
        for (const Item item : sequences.items(user)) {
            if (marks[index(item)] == Mark::None)
                throw Error("User number " + std::to_string(number(user)) + " has a time for item number "
                            + std::to_string(number(item)) + ", which is none of the positives.");
            if (marks[index(item)] == Mark::Positive)
                --unseen;
            marks[index(item)] = Mark::Seen;
        }
        if (unseen > 0)
            throw Error("User number " + std::to_string(number(user)) + " has positives without a time.");
        eachPositive([&](Item item) { marks[index(item)] = Mark::None; });
    }
}

/// Every positive has a weight, and nothing else has. Cost: O(positives log).
void checkWeights(const PairWeights& weights, const Split& split)
{
    checkShape(weights.pairs(), split.train.rowCount(), split.train.columnCount(), "The weights");
    std::size_t positives = 0;
    for (const auto* part : {&split.train, &split.validation, &split.test, &split.cold}) {
        positives += part->entryCount();
        for (const User user : idsUpTo<User>(part->rowCount()))
            if (!std::ranges::includes(weights.pairs().row(user), part->row(user)))
                throw Error("User number " + std::to_string(number(user)) + " has positives without a weight.");
    }
    if (positives != weights.pairs().entryCount())
        throw Error("There are " + std::to_string(weights.pairs().entryCount()) + " weights for "
                    + std::to_string(positives) + " positives.");
}

template<typename T>
std::uint64_t fold(std::span<const T> values, std::uint64_t seed)
{
    return checksum(std::as_bytes(values), seed);
}

template<typename Row, typename Column>
std::uint64_t fold(const BinaryMatrix<Row, Column>& matrix, std::uint64_t seed)
{
    return fold(matrix.entries(), fold(matrix.offsets(), seed + matrix.columnCount()));
}

std::uint64_t fold(const std::optional<EvaluationLists>& lists, std::uint64_t seed)
{
    if (!lists)
        return seed;
    for (const HeldOut& positive : lists->positives)
        seed = seed * 31 + static_cast<std::uint64_t>(number(positive.user)) * 1'000'003ULL
               + static_cast<std::uint64_t>(number(positive.item));
    return fold(std::span(lists->negatives), fold(std::span(lists->offsets), seed));
}

std::string hashOf(const DatasetParts& parts)
{
    std::uint64_t hash = parts.provenance.seed; // the seed decides the lists that are drawn
    for (const IdTable* table : {&parts.users, &parts.tracks.ids, &parts.items.ids})
        for (const std::string& name : table->names())
            hash = fold(std::span(name), hash);
    hash = fold(parts.library, hash);
    for (const auto* matrix :
         {&parts.split.train, &parts.split.validation, &parts.split.test, &parts.split.cold, &parts.owned})
        hash = fold(*matrix, hash);
    hash = fold(parts.itemTracks, hash);
    hash = fold(std::span(parts.exploration), hash);
    if (parts.weights.userCount() > 0)
        hash = fold(parts.weights.values(), hash);
    return toHex(fold(parts.givenTest, fold(parts.givenValidation, hash)));
}

} // namespace

Dataset::Dataset(DatasetParts parts) : m_parts(std::move(parts)), m_ownerOfItem(m_parts.items.size(), -1)
{
    const std::size_t users = userCount();
    const std::size_t items = itemCount();
    for (const auto* part : {&m_parts.split.train, &m_parts.split.validation, &m_parts.split.test, &m_parts.split.cold})
        checkShape(*part, users, items, "A part of the split");
    checkPartsAreApart(m_parts.split);
    if (hasTimes())
        checkSequences(m_parts.sequences, m_parts.split);
    if (hasWeights())
        checkWeights(m_parts.weights, m_parts.split);
    if (m_parts.itemsAreTracks)
        m_parts.library = asLibrary(m_parts.split.train);
    checkShape(m_parts.library, users, trackCount(), "The library");
    if (hasOwners())
        checkShape(m_parts.owned, users, items, "The ownership");
    if (hasItemTracks())
        checkShape(m_parts.itemTracks, items, trackCount(), "The items' tracks");
    if (!m_parts.exploration.empty() && m_parts.exploration.size() != users)
        throw Error("Exploration has " + std::to_string(m_parts.exploration.size()) + " values, expected one a user.");

    for (const User user : idsUpTo<User>(m_parts.owned.rowCount()))
        for (const Item item : m_parts.owned.row(user)) {
            if (m_ownerOfItem[index(item)] >= 0)
                throw Error("Item " + m_parts.items.ids.name(index(item)) + " has two owners.");
            m_ownerOfItem[index(item)] = number(user);
        }
    m_hash = hashOf(m_parts);
}

std::optional<User> Dataset::owner(Item item) const
{
    const std::int32_t owner = m_ownerOfItem[index(item)];
    return owner < 0 ? std::nullopt : std::optional(User{owner});
}

bool Dataset::isPositive(User user, Item item) const
{
    const Split& split = m_parts.split;
    return split.train.contains(user, item) || split.validation.contains(user, item) || split.test.contains(user, item)
           || split.cold.contains(user, item);
}

} // namespace tastescope
