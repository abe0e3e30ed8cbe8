#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace tastescope {

struct KnownFile
{
    std::string name;
    std::string use;    ///< "ratings", "titles"
    std::string sha256; ///< of the published bytes; empty: not known
};

/// A public dataset that the Open dialog offers: nothing is fetched, the person follows the link and chooses the
/// folder.
struct KnownDataset
{
    std::string name;   ///< "MovieLens 100K"
    std::string format; ///< name of formatTable()
    std::string about;  ///< one sentence
    std::string link;   ///< the page of its makers
    std::string terms;  ///< in short; the link has them in full
    std::string size;   ///< "943 users, 1,682 films, 100,000 ratings"
    std::vector<KnownFile> files;
};

/// Reads datasets/catalogue.json. Throws: BadInput naming what is missing or of another kind.
std::vector<KnownDataset> readCatalogue(const std::filesystem::path& path);

} // namespace tastescope
