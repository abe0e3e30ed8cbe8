#include "core/data/health.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tastescope {

namespace {

std::string capitalised(std::string text)
{
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

std::string percent(std::size_t part, std::size_t whole)
{
    const double share = whole > 0 ? 100.0 * static_cast<double>(part) / static_cast<double>(whole) : 0.0;
    return fixedText(share, share > 0 && share < 0.1 ? 2 : 1) + " %";
}

std::int64_t asCount(std::size_t value)
{
    return static_cast<std::int64_t>(value);
}

/// Checks whose users and items are of no use to a model, or of another kind than the rest.
bool mayBeLeftOut(std::string_view id)
{
    constexpr std::array<std::string_view, 6> ids = {"items-only-held-out", "items-nobody-likes",
                                                     "users-without-likes", "users-without-tracks",
                                                     "cold-users",          "users-without-neighbours"};
    return std::ranges::find(ids, id) != ids.end();
}

HealthRow itemRow(std::string id, Severity found, std::string title, std::string explanation, std::vector<Item> items)
{
    const auto count = asCount(items.size());
    const bool excludable = count > 0 && mayBeLeftOut(id);
    return {std::move(id),
            items.empty() ? Severity::Ok : found,
            std::move(title),
            items.empty() ? "" : std::move(explanation),
            count,
            {},
            std::move(items),
            excludable};
}

/// What a reader mended: Ok at 0.
HealthRow mendedRow(std::string id, std::int64_t count, std::string fine, std::string mended, std::string explanation)
{
    return {std::move(id),
            count > 0 ? Severity::Information : Severity::Ok,
            count > 0 ? std::move(mended) : std::move(fine),
            count > 0 ? std::move(explanation) : "",
            count,
            {},
            {}};
}

HealthRow warnedRow(std::string id, std::int64_t count, std::string fine, std::string found, std::string explanation)
{
    HealthRow row = mendedRow(std::move(id), count, std::move(fine), std::move(found), std::move(explanation));
    if (count > 0)
        row.severity = Severity::Warning;
    return row;
}

class Examination
{
public:
    explicit Examination(const Dataset& dataset)
        : m_dataset(&dataset),
          m_items(dataset.nouns().item + "s"),
          m_training(dataset.train().columnCounts())
    {
        examineUsers();
        examineItems();
    }

    std::vector<HealthRow> rows()
    {
        const Provenance& provenance = m_dataset->provenance();
        std::vector<HealthRow> rows;
        rows.push_back(mendedRow("duplicates", countOf(provenance, "duplicates").value_or(0),
                                 "No " + m_dataset->nouns().track + " repeats inside a library",
                                 "Repeated rows in the files", "each pair counts once"));
        rows.push_back(mendedRow("leaks", countOf(provenance, "train rows that test has too").value_or(0),
                                 "Train, validation and test do not share a pair", "Training rows that test has too",
                                 "kept in test, taken out of training"));
        addListRows(rows);
        addItemRows(rows);
        addUserRows(rows);
        addOwnerRows(rows);
        if (const auto songs = countOf(provenance, "songs in libraries"))
            rows.push_back(
                mendedRow("unmatched-songs", *songs - countOf(provenance, "songs in libraries, matched").value_or(0),
                          "Every song of the libraries is in a playlist source",
                          "Songs not matched between the two sources", "artist and title differ after normalising"));
        return rows;
    }

private:
    void examineUsers()
    {
        const Split& split = m_dataset->split();
        for (const User user : idsUpTo<User>(m_dataset->userCount())) {
            const bool isHeldOut = !split.validation.row(user).empty() || !split.test.row(user).empty();
            if (m_dataset->isCold(user))
                m_cold.push_back(user);
            else if (split.train.row(user).empty() && !isHeldOut)
                m_withoutLikes.push_back(user);
            else if (!isHeldOut)
                m_notEvaluated.push_back(user);
            if (m_dataset->library().row(user).empty() && !m_dataset->isCold(user))
                m_withoutTracks.push_back(user);
        }
    }

    void examineItems()
    {
        const Split& split = m_dataset->split();
        const std::vector<std::int32_t> validation = split.validation.columnCounts();
        const std::vector<std::int32_t> test = split.test.columnCounts();
        const std::vector<std::int32_t> cold = split.cold.columnCounts();
        for (const Item item : idsUpTo<Item>(m_dataset->itemCount())) {
            const std::size_t at = index(item);
            const auto heldOut = static_cast<std::size_t>(validation[at] + test[at]);
            if (m_training[at] == 0 && heldOut > 0) {
                m_onlyHeldOut.push_back(item);
                m_onlyHeldOutPositives += heldOut;
            }
            if (m_training[at] == 0 && heldOut == 0 && cold[at] == 0)
                m_unliked.push_back(item);
            if (m_dataset->hasOwners() && !m_dataset->owner(item))
                m_unowned.push_back(item);
        }
    }

    /// Of lists that came with the data: drawn ones have neither fault.
    void addListRows(std::vector<HealthRow>& rows) const
    {
        if (!m_dataset->givenLists(Part::Validation) && !m_dataset->givenLists(Part::Test))
            return;
        std::int64_t repeating = 0;
        std::int64_t liked = 0;
        std::vector<Item> negatives;
        for (const Part part : {Part::Validation, Part::Test})
            if (const auto& lists = m_dataset->givenLists(part))
                for (std::size_t p = 0; p < lists->positives.size(); ++p) {
                    const auto given = lists->negativesOf(p);
                    negatives.assign(given.begin(), given.end());
                    std::ranges::sort(negatives);
                    repeating += std::ranges::adjacent_find(negatives) != negatives.end();
                    const auto likes = m_dataset->train().row(lists->positives[p].user);
                    const auto isLiked = [&](Item item) { return std::ranges::binary_search(likes, item); };
                    liked += std::ranges::any_of(negatives, isLiked);
                }
        rows.push_back(warnedRow("negatives-twice", repeating, "No list of negatives holds one twice",
                                 "Lists that hold a negative twice",
                                 "it counts twice, so the figures are a little low"));
        rows.push_back(warnedRow("negatives-liked", liked, "No list of negatives holds a training positive",
                                 "Lists with a negative the user likes in training",
                                 "models rank it high with reason, so the figures are too low"));
    }

    void addItemRows(std::vector<HealthRow>& rows)
    {
        const Split& split = m_dataset->split();
        const std::size_t heldOut = split.validation.entryCount() + split.test.entryCount();
        rows.push_back(itemRow(
            "items-only-held-out", Severity::Warning, capitalised(m_items) + " that appear only in validation or test",
            percent(m_onlyHeldOutPositives, heldOut) + " of the held-out positives; no model can learn them",
            std::move(m_onlyHeldOut)));
        rows.push_back(itemRow("items-nobody-likes", Severity::Information, capitalised(m_items) + " nobody likes",
                               "in the catalogue, in no part of the split", std::move(m_unliked)));
    }

    void addUserRows(std::vector<HealthRow>& rows)
    {
        const std::string share = percent(m_cold.size(), m_dataset->userCount());
        rows.push_back(healthRowOf("users-without-likes", Severity::Warning, "Users without likes",
                                   "nothing to learn from and nothing to test", std::move(m_withoutLikes)));
        rows.push_back(healthRowOf("users-without-tracks", Severity::Warning,
                                   "Users without a " + m_dataset->nouns().track,
                                   "they have no neighbours and are served the fallback", std::move(m_withoutTracks)));
        rows.push_back(healthRowOf("users-not-evaluated", Severity::Information,
                                   "Users with too few likes to hold any out", "all training, so no figure counts them",
                                   std::move(m_notEvaluated)));
        rows.push_back(healthRowOf("cold-users", Severity::Information, "Cold users, kept out of training",
                                   share + ", to test what newcomers get", std::move(m_cold)));
    }

    void addOwnerRows(std::vector<HealthRow>& rows)
    {
        if (!m_dataset->hasOwners())
            return;
        std::size_t most = 0;
        for (const User user : idsUpTo<User>(m_dataset->userCount()))
            most = std::max(most, m_dataset->owned().row(user).size());
        const std::string noun = m_dataset->nouns().item;
        rows.push_back({"one-owner",
                        Severity::Ok,
                        m_unowned.empty() ? "Every " + noun + " has exactly one owner"
                                          : capitalised(m_items) + " with exactly one owner",
                        "at most " + std::to_string(most) + " a user",
                        asCount(m_dataset->owned().entryCount()),
                        {},
                        {}});
        rows.push_back(itemRow("items-unowned", Severity::Information, capitalised(m_items) + " nobody owns",
                               "no neighbour brings them", std::move(m_unowned)));
    }

    const Dataset* m_dataset;
    std::string m_items;
    std::vector<std::int32_t> m_training; ///< by item: users who like it in training
    std::vector<User> m_cold;
    std::vector<User> m_withoutLikes;
    std::vector<User> m_withoutTracks;
    std::vector<User> m_notEvaluated;
    std::vector<Item> m_onlyHeldOut;
    std::vector<Item> m_unliked;
    std::vector<Item> m_unowned;
    std::size_t m_onlyHeldOutPositives = 0;
};

} // namespace

std::vector<HealthRow> checkHealth(const Dataset& dataset)
{
    return Examination(dataset).rows();
}

HealthRow healthRowOf(std::string id, Severity found, std::string title, std::string explanation,
                      std::vector<User> users)
{
    const auto count = asCount(users.size());
    const bool excludable = count > 0 && mayBeLeftOut(id);
    return {std::move(id),
            users.empty() ? Severity::Ok : found,
            std::move(title),
            users.empty() ? "" : std::move(explanation),
            count,
            std::move(users),
            {},
            excludable};
}

} // namespace tastescope
