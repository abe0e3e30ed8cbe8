#include "core/serving/find_by_text.h"

#include "core/base/ascii.h"
#include "core/serving/fuzzy_match.h"

#include <algorithm>
#include <string>
#include <tuple>

namespace tastescope {

namespace {

constexpr std::string_view narrowSpace = "\u202F"; // between groups of three digits in the window

std::string trimmedInLower(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos)
        return {};
    std::string result(text.substr(begin, text.find_last_not_of(" \t") - begin + 1));
    std::ranges::transform(result, result.begin(), [](char letter) { return asciiLower(letter); });
    return result;
}

/// "48 213" as ids write it; other texts as they are.
std::string asId(const std::string& text)
{
    std::string digits = text;
    for (auto at = digits.find(narrowSpace); at != std::string::npos; at = digits.find(narrowSpace))
        digits.erase(at, narrowSpace.size());
    std::erase(digits, ' ');
    const bool isNumber = std::ranges::all_of(digits, [](char letter) { return letter >= '0' && letter <= '9'; });
    return isNumber && !digits.empty() ? digits : text;
}

/// Where the title holds the text; npos: nowhere.
std::size_t place(std::string_view title, std::string_view textInLower)
{
    const auto same = [](char letter, char wanted) { return asciiLower(letter) == wanted; };
    const auto found = std::search(title.begin(), title.end(), textInLower.begin(), textInLower.end(), same);
    return found == title.end() ? std::string_view::npos : static_cast<std::size_t>(found - title.begin());
}

std::vector<User> usersWithId(const std::string& textInLower, const Dataset& dataset)
{
    const std::string wanted = asId(textInLower);
    std::vector<User> users;
    for (const User user : idsUpTo<User>(dataset.userCount()))
        if (place(dataset.users().name(index(user)), wanted) == 0)
            users.push_back(user);
    std::stable_sort(users.begin(), users.end(), [&](User a, User b) {
        return dataset.users().name(index(a)).size() < dataset.users().name(index(b)).size();
    });
    return users;
}

} // namespace

FoundUsers findUsers(std::string_view text, const Dataset& dataset, const JobContext& job)
{
    const std::string wanted = trimmedInLower(text);
    if (wanted.empty())
        return {};
    FoundUsers found;
    found.byId = usersWithId(wanted, dataset);
    job.throwIfStopped();

    std::vector<bool> isMeant(dataset.trackCount(), false);
    for (const Track track : idsUpTo<Track>(dataset.trackCount()))
        if (place(dataset.tracks().title(index(track)), wanted) != std::string_view::npos) {
            isMeant[index(track)] = true;
            found.tracks.push_back(track);
        }
    job.throwIfStopped();
    for (const User user : idsUpTo<User>(dataset.userCount()))
        if (std::ranges::any_of(dataset.library().row(user), [&](Track track) { return isMeant[index(track)]; }))
            found.byTrack.push_back(user);
    return found;
}

std::vector<User> findUsersById(std::string_view text, const Dataset& dataset)
{
    const std::string wanted = trimmedInLower(text);
    return wanted.empty() ? std::vector<User>() : usersWithId(wanted, dataset);
}

std::vector<FoundItem> findItemsLike(std::string_view text, const Dataset& dataset, std::size_t limit,
                                     const JobContext& job)
{
    const FuzzyPattern pattern(text);
    std::vector<FoundItem> found;
    if (pattern.isEmpty())
        return found;
    for (const Item item : idsUpTo<Item>(dataset.itemCount())) {
        if (index(item) % 4096 == 0)
            job.throwIfStopped();
        if (const auto score = pattern.score(dataset.items().title(index(item))))
            found.push_back({item, *score});
    }
    const auto rank = [&](const FoundItem& fit) {
        return std::tuple(-fit.score, dataset.items().title(index(fit.item)).size(), fit.item);
    };
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(limit, found.size()));
    std::ranges::partial_sort(found, end, {}, rank);
    found.erase(end, found.end());
    return found;
}

std::vector<Item> findItems(std::string_view text, const Dataset& dataset, std::size_t limit)
{
    const std::string wanted = trimmedInLower(text);
    std::vector<Item> beginning;
    std::vector<Item> holding;
    if (wanted.empty())
        return beginning;
    for (const Item item : idsUpTo<Item>(dataset.itemCount())) {
        const std::size_t at = place(dataset.items().title(index(item)), wanted);
        if (at == 0)
            beginning.push_back(item);
        else if (at != std::string_view::npos && holding.size() < limit)
            holding.push_back(item);
        if (beginning.size() == limit)
            break;
    }
    beginning.insert(beginning.end(), holding.begin(), holding.end());
    beginning.resize(std::min(beginning.size(), limit));
    return beginning;
}

} // namespace tastescope
