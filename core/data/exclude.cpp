#include "core/data/exclude.h"

#include "core/base/error.h"
#include "core/data/matrix_edit.h"

namespace tastescope {

namespace {

constexpr std::string_view nameEnd = ", reduced";

template<StrongId Id>
std::vector<bool> allBut(const std::vector<Id>& left, std::size_t count)
{
    std::vector<bool> kept(count, true);
    for (const Id id : left)
        kept[index(id)] = false;
    return kept;
}

/// Who and what stays, in the two forms the matrix edits take.
struct Kept
{
    Kept(const Dataset& dataset, const Exclusion& exclusion)
        : userFlags(allBut(exclusion.users, dataset.userCount())),
          itemFlags(allBut(exclusion.items, dataset.itemCount())),
          users(idsOfTheKept<User>(userFlags)),
          items(idsOfTheKept<Item>(itemFlags)),
          userNumbers(numberTheKept(userFlags)),
          itemNumbers(numberTheKept(itemFlags))
    {
    }

    BinaryMatrix<User, Item> of(const BinaryMatrix<User, Item>& matrix) const
    {
        if (matrix.rowCount() == 0)
            return matrix; // not known stays not known
        return renumberColumns(selectRows(matrix, std::span(users)), std::span(itemNumbers), items.size());
    }

    std::optional<EvaluationLists> of(const std::optional<EvaluationLists>& lists) const
    {
        if (!lists)
            return std::nullopt;
        EvaluationLists result;
        for (std::size_t p = 0; p < lists->positives.size(); ++p) {
            const auto [user, item] = lists->positives[p];
            if (!userFlags[index(user)] || !itemFlags[index(item)])
                continue;
            result.positives.push_back({User{userNumbers[index(user)]}, Item{itemNumbers[index(item)]}});
            for (const Item negative : lists->negativesOf(p))
                if (itemFlags[index(negative)])
                    result.negatives.push_back(Item{itemNumbers[index(negative)]});
            result.offsets.push_back(static_cast<std::int64_t>(result.negatives.size()));
        }
        return result;
    }

    std::vector<bool> userFlags;
    std::vector<bool> itemFlags;
    std::vector<User> users;
    std::vector<Item> items;
    std::vector<std::int32_t> userNumbers;
    std::vector<std::int32_t> itemNumbers;
};

void addToCount(Provenance& provenance, const std::string& name, std::size_t more)
{
    if (more == 0)
        return;
    for (auto& [known, count] : provenance.counts)
        if (known == name) {
            count += static_cast<std::int64_t>(more);
            return;
        }
    provenance.counts.emplace_back(name, static_cast<std::int64_t>(more));
}

std::string counted(std::size_t count, const std::string& noun)
{
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

/// "Cold users: 1 user, 2 playlists"
void record(Provenance& provenance, const Exclusion& exclusion, const Dataset& dataset, const Kept& kept)
{
    const std::size_t users = dataset.userCount() - kept.users.size();
    const std::size_t items = dataset.itemCount() - kept.items.size();
    std::string what = exclusion.reason;
    if (users > 0)
        what += ": " + counted(users, "user");
    if (items > 0)
        what += (users > 0 ? ", " : ": ") + counted(items, dataset.nouns().item);
    provenance.options.emplace_back("excluded", std::move(what));
    addToCount(provenance, "users excluded", users);
    addToCount(provenance, "items excluded", items);
}

} // namespace

std::shared_ptr<const Dataset> exclude(const Dataset& dataset, const Exclusion& exclusion, const JobContext& job)
{
    const Kept kept(dataset, exclusion);
    if (kept.users.empty() || kept.items.empty())
        throw Error("Without these, no " + std::string(kept.users.empty() ? "user" : dataset.nouns().item)
                    + " would be left in the dataset.");
    job.report(StageStarted{"leaving rows out"});
    DatasetParts parts = dataset.parts();
    parts.users = selectIds(parts.users, std::span(kept.users));
    parts.items = selectEntries(parts.items, std::span(kept.items));
    for (auto* part : {&parts.split.train, &parts.split.validation, &parts.split.test, &parts.split.cold}) {
        job.throwIfStopped();
        *part = kept.of(*part);
    }
    parts.owned = kept.of(parts.owned);
    parts.sequences = selectEvents(parts.sequences, kept.users, kept.itemNumbers, kept.items.size());
    parts.weights = selectWeights(parts.weights, kept.users, kept.itemNumbers, kept.items.size());
    if (!parts.itemsAreTracks) // else the dataset makes it of the train part
        parts.library = selectRows(parts.library, std::span(kept.users));
    if (dataset.hasItemTracks())
        parts.itemTracks = selectRows(parts.itemTracks, std::span(kept.items));
    if (!parts.exploration.empty()) {
        std::vector<float> exploration;
        for (const User user : kept.users)
            exploration.push_back(parts.exploration[index(user)]);
        parts.exploration = std::move(exploration);
    }
    parts.givenValidation = kept.of(parts.givenValidation);
    parts.givenTest = kept.of(parts.givenTest);
    if (!parts.name.ends_with(nameEnd))
        parts.name += nameEnd;
    record(parts.provenance, exclusion, dataset, kept);
    return std::make_shared<const Dataset>(std::move(parts));
}

} // namespace tastescope
