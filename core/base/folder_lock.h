#pragma once

#include "core/base/error.h"

#include <filesystem>
#include <optional>
#include <string>

namespace tastescope {

/// Another program, or another part of this one, writes in the folder.
class FolderTaken : public Error
{
public:
    using Error::Error;
};

/// Who writes in a folder: a file "owner.lock" in it that holds the number of the process, locked for as long as this
/// object lives. The kernel lets go of it when the process ends, however it ends, so a killed one holds nothing.
///
/// On a file system without locks nobody is kept out.
class FolderLock
{
public:
    /// Makes the folder when there is none. Throws: FolderTaken naming folder and process; Error when the file cannot
    /// be made.
    explicit FolderLock(const std::filesystem::path& folder);
    ~FolderLock(); ///< removes the file
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

    /// The folder was renamed while it was held.
    void follow(const std::filesystem::path& folder);

    static std::filesystem::path fileIn(const std::filesystem::path& folder);

private:
    std::filesystem::path m_file;
    int m_descriptor = -1;
};

/// A lock as long as it can be had: a folder that cannot be made, or written, fails at the first file that is written
/// there, where the failure is told and recorded.
class FolderOwner
{
public:
    /// Throws: FolderTaken.
    explicit FolderOwner(const std::filesystem::path& folder);

    /// Takes the lock where it could not be taken before. Throws: FolderTaken; Error, saying why it cannot be.
    void require();

private:
    std::filesystem::path m_folder;
    std::optional<FolderLock> m_lock;
};

} // namespace tastescope
