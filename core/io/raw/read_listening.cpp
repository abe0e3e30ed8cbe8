#include "core/io/raw/read_listening.h"

#include "core/data/matrix_edit.h"
#include "core/io/formats/formats.h"
#include "core/io/text/text_scanner.h"

#include <algorithm>

namespace tastescope {

namespace {

constexpr std::size_t songIdLength = 18;

bool isSongId(std::string_view text)
{
    return text.size() == songIdLength && text.starts_with("SO")
           && std::ranges::all_of(text, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

/// The first id of a song in a line, or nothing.
std::string_view songIn(std::string_view line)
{
    for (std::size_t at = line.find("SO"); at != std::string_view::npos; at = line.find("SO", at + 1))
        if (const std::string_view id = line.substr(at, songIdLength); isSongId(id))
            return id;
    return {};
}

std::int64_t bytesOnDisk(const ListeningFiles& files)
{
    std::vector<DataFile> all;
    for (const auto& path : files.plays)
        all.push_back({path});
    for (const auto* path : {&files.songs, &files.mismatches})
        if (*path)
            all.push_back({**path});
    return Recognised{{}, {}, std::move(all)}.storedBytes();
}

/// Rows to libraries, the same pair twice once. The rows go as soon as they are sorted.
BinaryMatrix<User, Track> librariesOf(Ratings rows, std::size_t users, std::size_t songs)
{
    rows.values = {};
    std::vector<std::int64_t> offsets(users + 1, 0);
    for (const User user : rows.users)
        ++offsets[index(user) + 1];
    for (std::size_t user = 0; user < users; ++user)
        offsets[user + 1] += offsets[user];
    std::vector<std::int64_t> next(offsets.begin(), offsets.end() - 1);
    std::vector<Track> tracks(rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row)
        tracks[static_cast<std::size_t>(next[index(rows.users[row])]++)] = Track{number(rows.items[row])};
    rows = {};
    std::size_t kept = 0;
    for (std::size_t user = 0; user < users; ++user) {
        const auto begin = tracks.begin() + offsets[user];
        const auto end = tracks.begin() + offsets[user + 1];
        std::sort(begin, end);
        offsets[user] = static_cast<std::int64_t>(kept);
        for (auto at = begin; at != end; ++at)
            if (at == begin || *at != *std::prev(at))
                tracks[kept++] = *at;
    }
    offsets[users] = static_cast<std::int64_t>(kept);
    tracks.resize(kept);
    return {songs, std::move(offsets), std::move(tracks)};
}

void dropMismatched(ListeningRead& read, const std::unordered_set<std::string>& mismatched)
{
    RawListening& listening = read.listening;
    std::vector<bool> kept(listening.songs.size());
    for (std::size_t song = 0; song < kept.size(); ++song)
        kept[song] = !mismatched.contains(listening.songs.ids.name(song));
    read.mismatched = std::ranges::count(kept, false);
    const std::size_t before = listening.libraries.entryCount();
    const std::vector<Track> songs = idsOfTheKept<Track>(kept);
    listening.libraries =
        renumberColumns(listening.libraries, std::span<const std::int32_t>(numberTheKept(kept)), songs.size());
    listening.songs = selectEntries(listening.songs, std::span(songs));
    read.playsLost = static_cast<std::int64_t>(before - listening.libraries.entryCount());
    for (const User user : idsUpTo<User>(listening.libraries.rowCount()))
        read.usersLost += listening.libraries.row(user).empty() ? 1 : 0;
}

} // namespace

TableLayout tripletsLayout()
{
    TableLayout layout = fixedLayout("\t", {ColumnRole::User, ColumnRole::Item, ColumnRole::Weight});
    layout.names = {"user", "song", "plays"};
    layout.lowestRating = 0;
    return layout;
}

TableLayout uniqueTracksLayout()
{
    using enum ColumnRole;
    TableLayout layout = fixedLayout("<SEP>", {Ignored, Item, Detail, Title});
    layout.names = {"track", "song", "artist", "title"};
    return layout;
}

std::unordered_set<std::string> readMismatches(const std::filesystem::path& path, ReadContext& context)
{
    TextScanner scanner(path, context.encoding, context.progress);
    std::unordered_set<std::string> songs;
    FileReport report;
    while (scanner.next()) {
        if (scanner.line().empty())
            continue;
        const std::string_view song = songIn(scanner.line());
        if (song.empty())
            context.errors.reject(scanner.place(0), scanner.line(),
                                  "found no id of a song, expected SO and 16 letters or digits.");
        else
            songs.emplace(song);
        ++report.rows;
    }
    report.use = "mismatched songs";
    report.encoding = scanner.encodingSeen();
    report.source = scanner.finish();
    context.report.files.push_back(std::move(report));
    return songs;
}

ListeningRead readListening(const ListeningFiles& files, const JobContext& job)
{
    ListeningRead read;
    ReadProgress progress(job, bytesOnDisk(files));
    RowErrors errors(false);
    ReadContext context{Encoding::Auto, progress, errors, read.report};
    RawData data;
    for (const auto& path : files.plays)
        readTable({path, FileUse::Ratings, tripletsLayout()}, context, data);
    if (files.songs)
        readTable({*files.songs, FileUse::Titles, uniqueTracksLayout()}, context, data);

    RawListening& listening = read.listening;
    listening.libraries = librariesOf(std::move(data.ratings), data.users.size(), data.items.size());
    listening.users = std::move(data.users);
    listening.songs = std::move(data.items);
    read.report.duplicates = read.report.rows - static_cast<std::int64_t>(listening.libraries.entryCount());
    if (files.mismatches) {
        job.report(StageStarted{"leaving out mismatched songs"});
        dropMismatched(read, readMismatches(*files.mismatches, context));
    }
    read.songsNamed = std::ranges::count_if(listening.songs.titles, [](const auto& title) { return !title.empty(); });
    return read;
}

} // namespace tastescope
