#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tastescope {

enum class SplitRule {
    Random,      ///< seeded shares of each user's positives
    LeaveLastOut ///< by time: the last positive is test, the one before it validation
};

struct SplitOptions
{
    SplitRule rule = SplitRule::Random;
    double trainShare = 0.7;      ///< of a user's positives, Random only
    double validationShare = 0.2; ///< the rest is test
    double coldShare = 0.05;      ///< of the users: their positives leave training entirely
    int minimumPositives = 5;     ///< users with fewer are all training
    std::uint64_t seed = 42;
    bool byLine = false; ///< LeaveLastOut only: the times are lines of a file; told by toText(), changes nothing
};

/// What users and items are known by when chance decides about them: the same for the same ids, in whatever order files
/// have them. Empty: their numbers.
struct SplitKeys
{
    std::vector<std::uint64_t> users = {};
    std::vector<std::uint64_t> items = {};
};

/// By the names of the ids.
SplitKeys splitKeysOf(const IdTable& users, const IdTable& items);

/// Cuts positives into train, validation, test and cold (playlist-pipeline section 2, step 7).
///
/// Cold are round(coldShare * n) of the n users who have positives. Random cuts a user's n shuffled positives at
/// n * trainShare and n * (trainShare + validationShare), half rounded up. LeaveLastOut: of equal times the higher item
/// is later; users with fewer than three positives are all training.
///
/// Shapes: positives is users x items; times is parallel to positives.entries(), empty when not known.
/// Throws: Error when shares are out of range or LeaveLastOut has no times.
/// The cut of a user who is not cold depends on his positives and (seed, user) alone; with keys, on nothing that the
/// order of files decides.
Split splitPositives(const BinaryMatrix<User, Item>& positives, std::span<const std::int64_t> times,
                     const SplitOptions& options, const SplitKeys& keys = {});

/// For data that comes split into train and test only: moves one seeded positive of each user with at least
/// minimumPositives (and two at least) from train to validation, so that training can be watched and stopped without
/// touching test.
/// Throws: Error when there is a validation part already.
void carveValidation(Split& split, const SplitOptions& options, const SplitKeys& keys = {});

/// "70 / 20 / 10, 5 % cold users, seed 42", as provenance and the window show it.
std::string toText(const SplitOptions& options);

} // namespace tastescope
