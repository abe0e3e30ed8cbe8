#include "core/io/raw/playlist_slice.h"

#include "core/base/json_text.h"
#include "core/data/local_ids.h"
#include "core/io/text/byte_stream.h"
#include "core/io/text/text_encoding.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <simdjson.h>

namespace tastescope {

namespace {

namespace ondemand = simdjson::ondemand;

/// Reads the JSON of one slice. Texts are copied out of the parser's buffers, which end with it.
class SliceParser
{
public:
    SliceParser(const std::filesystem::path& path, simdjson::padded_string_view json, const JobContext& job)
        : m_path(path),
          m_json(json),
          m_job(job)
    {
    }

    PlaylistSlice parse()
    {
        try {
            ondemand::document document = m_parser.iterate(m_json);
            try {
                readDocument(document);
            } catch (const simdjson::simdjson_error& error) {
                fail(error, document.current_location().value_unsafe());
            }
        } catch (const simdjson::simdjson_error& error) { // of the text as a whole
            fail(error, nullptr);
        }
        return std::move(m_slice);
    }

private:
    void readDocument(ondemand::document& document)
    {
        bool hasPlaylists = false;
        for (auto field : document.get_object()) {
            if (const ondemand::raw_json_string key = field.key(); key == "playlists") {
                hasPlaylists = true;
                for (ondemand::value playlist : field.value().get_array())
                    readPlaylist(playlist);
            }
        }
        if (!hasPlaylists)
            failAt(0, "the slice has no \"playlists\".");
        if (const auto place = document.current_location(); !place.error()) // else it is at its end
            failAt(offsetOf(place.value_unsafe()), "the file goes on after its JSON object, expected its end.");
    }

    void readPlaylist(ondemand::value value)
    {
        m_job.throwIfStopped();
        PlaylistSlice::Playlist playlist{0, {}, offsetOf(value.current_location())};
        bool hasId = false;
        bool hasTracks = false;
        for (auto field : value.get_object()) {
            const ondemand::raw_json_string key = field.key();
            if (key == "pid") {
                playlist.pid = field.value().get_int64();
                hasId = true;
            } else if (key == "name") {
                playlist.name = m_slice.texts.keep(field.value().get_string());
            } else if (key == "tracks") {
                hasTracks = true;
                for (ondemand::value track : field.value().get_array())
                    readTrack(track);
            }
        }
        if (!hasId || !hasTracks)
            failAt(playlist.offset, std::string("the playlist has no \"") + (hasId ? "tracks" : "pid") + "\".");
        m_slice.playlists.push_back(playlist);
        m_slice.offsets.push_back(m_slice.entries.size());
    }

    void readTrack(ondemand::value value)
    {
        const std::size_t offset = offsetOf(value.current_location());
        PlaylistSlice::Song song;
        int found = 0;
        for (auto field : value.get_object()) {
            const ondemand::raw_json_string key = field.key();
            if (key == "track_uri") {
                song.uri = field.value().get_string();
                found |= 1;
            } else if (key == "track_name") {
                song.title = field.value().get_string();
                found |= 2;
            } else if (key == "artist_name") {
                song.artist = field.value().get_string();
                found |= 4;
            }
        }
        if (found != 7 || song.uri.empty())
            failAt(offset, std::string("the track has no \"")
                               + (!(found & 1) || song.uri.empty() ? "track_uri"
                                  : !(found & 2)                   ? "track_name"
                                                                   : "artist_name")
                               + "\".");
        const std::int32_t number = m_songs.add(song.uri); // the parser's copy lasts while it parses
        if (static_cast<std::size_t>(number) == m_slice.songs.size()) {
            PlaylistSlice::Song& kept = m_slice.songs.emplace_back();
            kept.uri = m_slice.texts.keep(song.uri);
            kept.title = m_slice.texts.keep(song.title);
            kept.artist = m_slice.texts.keep(song.artist);
        }
        m_slice.entries.push_back(number);
    }

    std::size_t offsetOf(const char* place) const
    {
        const bool isInside = place && place >= m_json.data() && place <= m_json.data() + m_json.size();
        return isInside ? static_cast<std::size_t>(place - m_json.data()) : 0;
    }

    std::string_view text() const { return {m_json.data(), m_json.size()}; }

    [[noreturn]] void failAt(std::size_t offset, const std::string& problem) const
    {
        const std::string_view before = text().substr(0, offset);
        const std::size_t line = before.rfind('\n') + 1; // npos + 1 is 0
        throw BadInput({m_path.string(), std::ranges::count(before, '\n') + 1,
                        static_cast<std::int64_t>(characterCount(before.substr(line))) + 1},
                       problem);
    }

    /// What is wrong and where. A fault of the syntax is looked for again by the reader that knows its place.
    [[noreturn]] void fail(const simdjson::simdjson_error& error, const char* place) const
    {
        if (error.error() == simdjson::MEMALLOC)
            throw std::bad_alloc();
        if (error.error() == simdjson::INCORRECT_TYPE || error.error() == simdjson::NUMBER_OUT_OF_RANGE)
            failAt(offsetOf(place), "found another kind of value, expected what a slice of playlists has here.");
        if (const auto invalid = firstInvalidUtf8(text()))
            failAt(*invalid, "the text is not valid UTF-8.");
        static_cast<void>(parseJson(text(), m_path.string()));
        failAt(offsetOf(place), std::string("this is no JSON of playlists: ") + error.what() + ".");
    }

    const std::filesystem::path& m_path;
    simdjson::padded_string_view m_json;
    const JobContext& m_job;
    ondemand::parser m_parser;
    LocalIds m_songs;
    PlaylistSlice m_slice;
};

/// All bytes of a file, unpacked, with room for the parser behind them.
std::string readPadded(ByteStream& bytes, const JobContext& job)
{
    std::string text(static_cast<std::size_t>(std::clamp<std::int64_t>(bytes.storedSize(), 4096, largestSlice))
                         + simdjson::SIMDJSON_PADDING,
                     '\0');
    std::size_t size = 0;
    for (;;) {
        job.throwIfStopped();
        if (size + simdjson::SIMDJSON_PADDING >= text.size())
            text.resize(text.size() * 2);
        const std::size_t count = bytes.read(std::span(text).subspan(size, text.size() - size));
        size += count;
        if (count == 0)
            break;
        if (size > largestSlice)
            throw BadInput({bytes.path().string()}, "the file has more than " + std::to_string(largestSlice >> 20)
                                                        + " MiB of text, expected a slice of about 35.");
    }
    text.resize(size + simdjson::SIMDJSON_PADDING);
    return text;
}

PlaylistSlice parsePadded(const std::filesystem::path& path, const std::string& padded, const JobContext& job)
{
    const std::size_t size = padded.size() - simdjson::SIMDJSON_PADDING;
    return SliceParser(path, simdjson::padded_string_view(padded.data(), size, padded.size()), job).parse();
}

/// A beginning of JSON made whole: cut after the last value that ends with a bracket, and closed.
std::string closed(std::string_view head)
{
    std::string open;
    std::string openAtCut;
    std::size_t cutAt = 0;
    bool inText = false;
    for (std::size_t i = 0; i < head.size(); ++i) {
        const char c = head[i];
        if (inText) {
            i += c == '\\' ? 1 : 0;
            inText = c != '"';
        } else if (c == '"') {
            inText = true;
        } else if (c == '{' || c == '[') {
            open += c == '{' ? '}' : ']';
        } else if ((c == '}' || c == ']') && !open.empty()) {
            open.pop_back();
            cutAt = i + 1;
            openAtCut = open;
        }
    }
    return std::string(head.substr(0, cutAt)) + std::string(openAtCut.rbegin(), openAtCut.rend());
}

} // namespace

bool looksLikeSlice(std::string_view head)
{
    const std::size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string_view::npos || head[first] != '{')
        return false;
    const auto has = [&](std::string_view word) { return head.find(word) != std::string_view::npos; };
    return has("\"playlists\"") && (has("\"track_uri\"") || (has("\"tracks\"") && has("\"pid\"")));
}

PlaylistSlice readSlice(const std::filesystem::path& path, const JobContext& job)
{
    ByteStream bytes(path, std::size_t{1} << 20);
    const std::string padded = readPadded(bytes, job);
    PlaylistSlice slice = parsePadded(path, padded, job);
    slice.source = bytes.finish();
    return slice;
}

PlaylistSlice readSliceHead(const std::filesystem::path& path, std::string_view head)
{
    return parsePadded(path, closed(head) + std::string(simdjson::SIMDJSON_PADDING, '\0'), {});
}

FilePlace placeInFile(const std::filesystem::path& path, std::size_t offset)
{
    ByteStream bytes(path);
    FilePlace place{path.string(), 1, 1};
    std::string chunk(std::size_t{64} << 10, '\0');
    for (std::size_t count = 1; offset > 0 && count > 0; offset -= count) {
        count = std::min(bytes.read(chunk), offset);
        const std::string_view text = std::string_view(chunk).substr(0, count);
        place.line += std::ranges::count(text, '\n');
        const std::size_t line = text.rfind('\n');
        const auto ofLine = static_cast<std::int64_t>(characterCount(text.substr(line + 1)));
        place.column = line == std::string_view::npos ? place.column + ofLine : ofLine + 1;
    }
    return place;
}

} // namespace tastescope
