#include "core/pipeline/build_dataset.h"

#include "core/base/error.h"
#include "core/base/number_text.h"
#include "core/base/random.h"
#include "core/data/matrix_edit.h"
#include "core/pipeline/matching.h"

#include <chrono>

namespace tastescope {

namespace {

constexpr std::uint64_t sampleStream = 0x73616D70;

template<typename Row>
std::vector<bool> rowsWithEntries(const BinaryMatrix<Row, Track>& matrix)
{
    std::vector<bool> kept;
    for (const Row row : idsUpTo<Row>(matrix.rowCount()))
        kept.push_back(!matrix.row(row).empty());
    return kept;
}

class Builder
{
public:
    Builder(RawListening listening, RawPlaylists playlists, const PipelineOptions& options, Provenance provenance,
            const JobContext& job)
        : m_listening(std::move(listening)),
          m_playlists(std::move(playlists)),
          m_options(options),
          m_job(&job)
    {
        m_options.split.seed = options.seed;
        m_parts.name = options.name;
        m_parts.nouns = {"playlist", "track"};
        m_parts.provenance = std::move(provenance);
        m_parts.provenance.seed = options.seed;
        m_parts.provenance.split = toText(m_options.split);
    }

    DatasetParts build()
    {
        match();
        keepUsers();
        like();
        m_job->report(StageStarted{"cutting train, validation and test"});
        m_parts.split = splitPositives(m_likes, {}, m_options.split);
        own();
        describe();
        return std::move(m_parts);
    }

private:
    void count(const char* what, std::int64_t value) { m_parts.provenance.counts.emplace_back(what, value); }

    /// Step 1. Playlists without a shared song are dropped here, users in keepUsers().
    void match()
    {
        m_job->report(StageStarted{"matching songs"});
        SongMatch match =
            matchSongs(m_listening.songs, m_playlists.songs, m_options.matching, Workers(m_options.threads), *m_job);
        if (match.tracks.size() == 0)
            throw Error(m_listening.songs.titles.empty()
                            ? "The songs in the libraries have no titles, and so none is found in a playlist. Give "
                              "the file that names them (unique_tracks.txt)."
                            : "The libraries and the playlists share no song. Check that titles and artists were "
                              "read.");
        count("songs in libraries", static_cast<std::int64_t>(m_listening.songs.size()));
        count("songs in libraries, matched", match.matchedFirst);
        count("songs in playlists", static_cast<std::int64_t>(m_playlists.songs.size()));
        count("songs in playlists, matched", match.matchedSecond);
        m_parts.library =
            renumberColumns(m_listening.libraries, std::span<const std::int32_t>(match.ofFirst), match.tracks.size());
        m_listening.libraries = {};
        m_listening.songs = {};
        const auto contents =
            renumberColumns(m_playlists.contents, std::span<const std::int32_t>(match.ofSecond), match.tracks.size());
        m_playlists.contents = {};
        m_playlists.songs = {};
        const std::vector<Item> kept = idsOfTheKept<Item>(rowsWithEntries(contents));
        count("playlists without a shared song, dropped", static_cast<std::int64_t>(contents.rowCount() - kept.size()));
        m_parts.itemTracks = selectRows(contents, std::span(kept));
        m_parts.items = selectEntries(m_playlists.playlists, std::span(kept));
        m_playlists.playlists = {};
        m_parts.tracks = std::move(match.tracks);
    }

    /// Step 6, first half, and step 3. It comes before the likes, which concern one user each: those of the users who
    /// leave are never computed. Exploration is drawn by the number a user has in the source.
    void keepUsers()
    {
        if (!(m_options.userShare > 0.0 && m_options.userShare <= 1.0))
            throw Error("The share of users to keep must lie in (0, 1].");
        std::vector<bool> kept = rowsWithEntries(m_parts.library);
        count("users without a shared song, dropped", std::ranges::count(kept, false));
        std::int64_t left = 0;
        for (std::size_t user = 0; user < kept.size(); ++user)
            if (kept[user] && Random(m_options.seed, {sampleStream, user}).uniform() >= m_options.userShare) {
                kept[user] = false;
                ++left;
            }
        count("users not sampled", left);
        const std::vector<User> users = idsOfTheKept<User>(kept);
        const std::vector<float> exploration = drawExploration(kept.size(), m_options.seed);
        for (const User user : users)
            m_parts.exploration.push_back(exploration[index(user)]);
        m_parts.library = selectRows(m_parts.library, std::span(users));
        m_parts.users = selectIds(m_listening.users, std::span(users));
        m_listening.users = {};
    }

    /// Steps 2, 4 and 5, and the second half of 6: playlists nobody likes are dropped.
    void like()
    {
        const PairScorer scorer(m_parts.library, m_parts.itemTracks, m_parts.exploration);
        m_likes = findLikes(scorer, {.share = m_options.likeShare, .threads = m_options.threads}, *m_job);
        if (m_likes.entryCount() == 0)
            throw Error("No user shares a song with any playlist, so nobody likes anything.");
        std::vector<bool> liked;
        for (const std::int32_t likers : m_likes.columnCounts())
            liked.push_back(likers > 0);
        const std::vector<Item> kept = idsOfTheKept<Item>(liked);
        count("playlists nobody likes, dropped", std::ranges::count(liked, false));
        const std::vector<std::int32_t> numbers = numberTheKept(liked);
        m_likes = renumberColumns(m_likes, std::span(numbers), kept.size());
        m_parts.itemTracks = selectRows(m_parts.itemTracks, std::span(kept));
        m_parts.items = selectEntries(m_parts.items, std::span(kept));
    }

    /// Step 8.
    void own()
    {
        const PairScorer scorer(m_parts.library, m_parts.itemTracks, m_parts.exploration);
        Ownership ownership = assignOwners(scorer, m_parts.split,
                                           {.maximum = m_options.maximumOwned,
                                            .testMakesOwners = m_options.testMakesOwners,
                                            .threads = m_options.threads},
                                           *m_job);
        count("playlists liked by nobody in training, unowned", ownership.unownedForWantOfLikers);
        count("playlists whose likers all own the most they may, unowned", ownership.unownedForFullLikers);
        m_parts.owned = std::move(ownership.owned);
    }

    void describe()
    {
        const auto number = [](double value) { return roundedText(value, 6); };
        auto& options = m_parts.provenance.options;
        options.emplace_back("matching", toText(m_options.matching));
        options.emplace_back("like_share", number(m_options.likeShare));
        options.emplace_back("user_share", number(m_options.userShare));
        options.emplace_back("maximum_owned", std::to_string(m_options.maximumOwned));
        options.emplace_back("test_makes_owners", m_options.testMakesOwners ? "yes" : "no");
    }

    RawListening m_listening; ///< what is not needed any more of the two is let go
    RawPlaylists m_playlists;
    PipelineOptions m_options;
    const JobContext* m_job;
    DatasetParts m_parts;
    BinaryMatrix<User, Item> m_likes;
};

} // namespace

std::shared_ptr<const Dataset> buildDataset(RawListening listening, RawPlaylists playlists,
                                            const PipelineOptions& options, Provenance provenance,
                                            const JobContext& job)
{
    const auto begin = std::chrono::steady_clock::now();
    DatasetParts parts =
        Builder(std::move(listening), std::move(playlists), options, std::move(provenance), job).build();
    parts.provenance.builtAt = utcNow();
    parts.provenance.builtBy = thisProgram();
    parts.provenance.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return std::make_shared<const Dataset>(std::move(parts));
}

} // namespace tastescope
