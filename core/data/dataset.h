#pragma once

#include "core/data/binary_matrix.h"
#include "core/data/evaluation_lists.h"
#include "core/data/id_table.h"
#include "core/data/pair_weights.h"
#include "core/data/provenance.h"
#include "core/data/sequences.h"

#include <optional>
#include <string>

namespace tastescope {

/// Each user's positives, cut into parts that share no pair.
struct Split
{
    BinaryMatrix<User, Item> train;
    BinaryMatrix<User, Item> validation;
    BinaryMatrix<User, Item> test;
    BinaryMatrix<User, Item> cold; ///< all positives of the users who left training to test the cold-start path
};

/// What people call the things of this dataset, in the singular: "playlist" and "track", "film" and "film".
struct Nouns
{
    std::string item = "item";
    std::string track = "track";
    bool operator==(const Nouns&) const = default;
};

/// What a Dataset is made of.
struct DatasetParts
{
    std::string name;
    Nouns nouns;
    Provenance provenance;
    IdTable users;
    Catalogue tracks; ///< empty when items are tracks
    Catalogue items;
    bool itemsAreTracks = false;          ///< films, artists: what is liked is what is recommended
    BinaryMatrix<User, Track> library;    ///< users x tracks; empty when items are tracks (then it is the train part)
    Split split;                          ///< each users x items
    BinaryMatrix<User, Item> owned;       ///< users x items, an item in at most one row; 0 x 0: nobody owns anything
    BinaryMatrix<Item, Track> itemTracks; ///< items x tracks; 0 x 0: not known
    Sequences sequences;                  ///< users x items; of nobody: the data has no times
    IdTable unseenItems;                  ///< that the titles name and nobody took to: known to models of other data
    PairWeights weights;                  ///< of the positives; of nobody: all weigh the same
    std::vector<float> exploration;       ///< e(u) of playlist-pipeline section 2 by user, in (0, 1); may be empty
    std::optional<EvaluationLists> givenValidation; ///< lists that came with the data, instead of drawn ones
    std::optional<EvaluationLists> givenTest;
};

/// Users, what they like and what may be recommended to them: immutable, checked once when made, shared by all.
class Dataset
{
public:
    /// Throws: Error when shapes do not fit, parts share a pair, an item has two owners, or the sequences or
    ///         the weights are not of just the positives.
    explicit Dataset(DatasetParts parts);

    const std::string& name() const { return m_parts.name; }
    const Nouns& nouns() const { return m_parts.nouns; }
    const Provenance& provenance() const { return m_parts.provenance; }
    const IdTable& users() const { return m_parts.users; }
    const Catalogue& items() const { return m_parts.items; }
    const Catalogue& tracks() const { return m_parts.itemsAreTracks ? m_parts.items : m_parts.tracks; }
    std::size_t userCount() const { return m_parts.users.size(); }
    std::size_t itemCount() const { return m_parts.items.size(); }
    std::size_t trackCount() const { return tracks().size(); }

    bool itemsAreTracks() const { return m_parts.itemsAreTracks; }

    /// What similarity between users is measured on. Users x tracks.
    const BinaryMatrix<User, Track>& library() const { return m_parts.library; }

    const Split& split() const { return m_parts.split; }
    const BinaryMatrix<User, Item>& train() const { return m_parts.split.train; }
    const BinaryMatrix<User, Item>& heldOut(Part part) const
    {
        return part == Part::Validation ? m_parts.split.validation : m_parts.split.test;
    }

    bool hasOwners() const { return m_parts.owned.rowCount() > 0; }
    const BinaryMatrix<User, Item>& owned() const { return m_parts.owned; }
    std::optional<User> owner(Item item) const;

    /// The items a neighbour brings: those he owns, or likes where nothing is owned.
    const BinaryMatrix<User, Item>& brought() const { return hasOwners() ? m_parts.owned : m_parts.split.train; }

    bool hasItemTracks() const { return m_parts.itemTracks.rowCount() > 0; }
    const BinaryMatrix<Item, Track>& itemTracks() const { return m_parts.itemTracks; }
    const std::vector<float>& exploration() const { return m_parts.exploration; }

    /// Whether it is known when the positives came to be. Then each of them is at least one event of sequences(), and
    /// each event is of a positive: its part of the split is that of its pair.
    bool hasTimes() const { return m_parts.sequences.userCount() > 0; }
    const Sequences& sequences() const { return m_parts.sequences; }

    /// Whether it is known how much each positive weighs: plays, or how often it came to be.
    bool hasWeights() const { return m_parts.weights.userCount() > 0; }
    const PairWeights& weights() const { return m_parts.weights; }

    /// A user whose positives all left training.
    bool isCold(User user) const { return !m_parts.split.cold.row(user).empty(); }

    /// In train, validation, test or cold.
    bool isPositive(User user, Item item) const;

    const std::optional<EvaluationLists>& givenLists(Part part) const
    {
        return part == Part::Validation ? m_parts.givenValidation : m_parts.givenTest;
    }

    const DatasetParts& parts() const { return m_parts; }

    /// 16 hexadecimal digits over everything but name, titles, provenance (its seed counts) and times (they have
    /// Sequences::hash()): equal for equal data.
    const std::string& hash() const { return m_hash; }

private:
    DatasetParts m_parts;
    std::vector<std::int32_t> m_ownerOfItem; ///< -1: nobody
    std::string m_hash;
};

} // namespace tastescope
