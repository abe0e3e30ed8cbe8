#pragma once

#include "core/data/binary_matrix.h"
#include "core/data/id_table.h"

namespace tastescope {

/// Who likes which songs: what play-count triplets hold. Songs carry titles and, as details, artists.
struct RawListening
{
    IdTable users;
    Catalogue songs;
    BinaryMatrix<User, Track> libraries; ///< users x songs
};

/// Which songs playlists hold, by the ids of another source than RawListening's.
struct RawPlaylists
{
    Catalogue songs;
    Catalogue playlists;
    BinaryMatrix<Item, Track> contents; ///< playlists x songs
};

} // namespace tastescope
