#pragma once

#include "tests/durability/disk_record.h"
#include "tests/support/temp_files.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <sys/stat.h>
#include <vector>

// A disk that loses power, played from what fault_shim.h recorded. What lasts: the bytes of a file as of its last sync,
// the names in a folder as of the folder's last sync. Of all that came later any part may be there: nothing,
// everything, the beginning, or some of it in any order, writes torn at the blocks of the disk; where a file grew
// without its bytes, whatever stood on the disk before. Renames are whole or not at all. Harder than any file system in
// use.
namespace tastescope::test {

namespace fs = std::filesystem;

struct RecordedCall
{
    RecordedHead head;
    std::string path;
    std::string data;
};

inline std::vector<RecordedCall> readRecord(const fs::path& file)
{
    const std::string bytes = bytesOf(file);
    std::vector<RecordedCall> calls;
    for (std::size_t at = 0; at < bytes.size();) {
        RecordedCall call;
        std::memcpy(&call.head, bytes.data() + at, sizeof call.head);
        at += sizeof call.head;
        call.path = bytes.substr(at, call.head.pathBytes);
        at += call.head.pathBytes;
        call.data = bytes.substr(at, call.head.dataBytes);
        at += call.head.dataBytes;
        calls.push_back(std::move(call));
    }
    return calls;
}

class PowerLossDisk
{
public:
    /// Empty, and mounted where the record was made.
    explicit PowerLossDisk(const fs::path& root) : m_root(root.string())
    {
        m_nodes[rootId] = {.isFolder = true};
        struct stat status = {};
        stat(root.c_str(), &status);
        m_byInode[status.st_ino] = rootId;
    }

    void apply(const RecordedCall& call)
    {
        switch (call.head.kind) {
        case RecordedHead::MakeFile:
        case RecordedHead::MakeFolder:
            m_nodes[++m_last] = {.isFolder = call.head.kind == RecordedHead::MakeFolder};
            m_byInode[call.head.inode] = m_last;
            change({{placeOf(call.path), m_last}});
            break;
        case RecordedHead::Write:
            node(call).loose.push_back({call.head.offset, call.data, false});
            break;
        case RecordedHead::Cut:
            node(call).loose.push_back({call.head.offset, {}, true});
            break;
        case RecordedHead::Sync:
            sync(m_byInode.at(call.head.inode));
            break;
        case RecordedHead::Rename:
            change({{placeOf(call.data), find(call.path)}, {placeOf(call.path), std::nullopt}});
            break;
        case RecordedHead::Link:
            change({{placeOf(call.data), find(call.path)}});
            break;
        case RecordedHead::Remove:
            change({{placeOf(call.path), std::nullopt}});
            break;
        case RecordedHead::Mark:
            break;
        }
    }

    /// Writes into the folder what may be found when the power is back.
    void leave(const fs::path& folder, std::mt19937& draws) const
    {
        std::map<Id, Names> names;
        for (const auto& [id, each] : m_nodes)
            names[id] = each.lastingNames;
        const Fate fate(m_loose.size(), draws);
        for (std::size_t k = 0; k < m_loose.size(); ++k)
            if (fate.keeps(k, draws))
                apply(m_loose[k], names);
        leave(rootId, folder, names, draws);
    }

private:
    using Id = std::uint64_t;
    using Names = std::map<std::string, Id>;
    static constexpr Id rootId = 1;
    static constexpr std::size_t blockBytes = 512;

    struct Write
    {
        std::uint64_t offset = 0; ///< of a cut: the length it leaves
        std::string bytes;
        bool isCut = false;
    };
    struct Node
    {
        bool isFolder = false;
        Names names = {}; ///< of a folder, as programs see it
        Names lastingNames = {};
        std::string lasting = {}; ///< bytes of a file
        std::vector<Write> loose = {};
    };
    struct Place
    {
        Id folder = 0;
        std::string name;
    };
    /// A name that comes, changes or goes.
    struct Edit
    {
        Place place;
        std::optional<Id> node;
    };
    using Change = std::vector<Edit>; ///< all of it or nothing

    /// Which of so many things that were not synced are there all the same.
    class Fate
    {
    public:
        Fate(std::size_t count, std::mt19937& draws) : m_isTorn(draws() % 4 == 0), m_kept(count)
        {
            switch (draws() % 4) {
            case 0:
                m_kept = 0;
                break;
            case 1:
                break;
            default:
                m_kept = draws() % (count + 1);
            }
        }
        bool isTorn() const { return m_isTorn; }
        bool keeps(std::size_t k, std::mt19937& draws) const { return m_isTorn ? draws() % 2 == 0 : k < m_kept; }

    private:
        bool m_isTorn;
        std::size_t m_kept;
    };

    Node& node(const RecordedCall& call) { return m_nodes.at(m_byInode.at(call.head.inode)); }

    Id find(const std::string& path) const
    {
        Id id = rootId;
        for (const fs::path& name : fs::path(path).lexically_relative(m_root))
            if (name != ".")
                id = m_nodes.at(id).names.at(name.string());
        return id;
    }

    Place placeOf(const std::string& path) const
    {
        return {find(fs::path(path).parent_path().string()), fs::path(path).filename().string()};
    }

    static void apply(const Edit& edit, Names& names)
    {
        if (edit.node)
            names[edit.place.name] = *edit.node;
        else
            names.erase(edit.place.name);
    }

    static void apply(const Change& change, std::map<Id, Names>& names)
    {
        for (const Edit& edit : change)
            apply(edit, names[edit.place.folder]);
    }

    void change(Change edits)
    {
        for (const Edit& edit : edits)
            apply(edit, m_nodes.at(edit.place.folder).names);
        m_loose.push_back(std::move(edits));
    }

    void sync(Id id)
    {
        Node& synced = m_nodes.at(id);
        for (const Write& write : synced.loose)
            put(write, synced.lasting);
        synced.loose.clear();
        if (!synced.isFolder)
            return;
        // A change of two folders takes along what came before it in the other one.
        std::set<Id> folders{id};
        std::vector<Change> now;
        for (std::size_t k = m_loose.size(); k-- > 0;) {
            const auto isIn = [&](const Edit& edit) { return folders.contains(edit.place.folder); };
            if (std::ranges::none_of(m_loose[k], isIn))
                continue;
            for (const Edit& edit : m_loose[k])
                folders.insert(edit.place.folder);
            now.push_back(std::move(m_loose[k]));
            m_loose.erase(m_loose.begin() + static_cast<std::ptrdiff_t>(k));
        }
        for (auto each = now.rbegin(); each != now.rend(); ++each)
            for (const Edit& edit : *each)
                apply(edit, m_nodes.at(edit.place.folder).lastingNames);
    }

    static void put(const Write& write, std::string& bytes)
    {
        if (write.isCut) {
            bytes.resize(write.offset);
            return;
        }
        bytes.resize(std::max<std::size_t>(bytes.size(), write.offset + write.bytes.size()));
        bytes.replace(write.offset, write.bytes.size(), write.bytes);
    }

    /// Some blocks of a write; the others stay as they were, or, beyond the end, as the disk was before.
    static void putTorn(const Write& write, std::string& bytes, std::mt19937& draws)
    {
        if (write.isCut)
            return put(write, bytes);
        const bool isDirty = draws() % 2 == 0;
        for (std::size_t at = 0; at < write.bytes.size();) {
            const std::size_t count = std::min(write.bytes.size() - at, blockBytes - (write.offset + at) % blockBytes);
            Write block{write.offset + at, write.bytes.substr(at, count), false};
            const bool isBeyond = block.offset >= bytes.size();
            if (isBeyond && isDirty)
                std::ranges::generate(block.bytes, [&draws] { return static_cast<char>(draws()); });
            if (draws() % 2 == 0)
                put({block.offset, write.bytes.substr(at, count), false}, bytes);
            else if (isBeyond && isDirty)
                put(block, bytes);
            at += count;
        }
    }

    static std::string bytesLeft(const Node& file, std::mt19937& draws)
    {
        std::string bytes = file.lasting;
        const Fate fate(file.loose.size(), draws);
        for (std::size_t k = 0; k < file.loose.size(); ++k) {
            if (!fate.keeps(k, draws))
                continue;
            const bool isLast = k + 1 == file.loose.size() || !fate.keeps(k + 1, draws);
            if (fate.isTorn() || (isLast && draws() % 2 == 0))
                putTorn(file.loose[k], bytes, draws);
            else
                put(file.loose[k], bytes);
        }
        return bytes;
    }

    void leave(Id id, const fs::path& path, const std::map<Id, Names>& names, std::mt19937& draws) const
    {
        const Node& here = m_nodes.at(id);
        if (!here.isFolder) {
            std::ofstream(path, std::ios::binary) << bytesLeft(here, draws);
            return;
        }
        fs::create_directory(path);
        for (const auto& [name, each] : names.at(id))
            leave(each, path / name, names, draws);
    }

    std::string m_root;
    std::map<Id, Node> m_nodes;
    std::map<std::uint64_t, Id> m_byInode;
    std::vector<Change> m_loose; ///< in their order
    Id m_last = rootId;
};

} // namespace tastescope::test
