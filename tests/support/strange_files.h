#pragma once

#include <QTest>

#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

// What may stand where a file is expected, and would be waited for, or read, for ever. Rows of a test whose column
// "kind" is given to makeStrange().

inline void addStrangeFiles()
{
    QTest::addColumn<std::string>("kind");
    for (const char* kind : {"pipe", "folder", "socket", "device without an end", "link to itself", "not readable"})
        QTest::newRow(kind) << std::string(kind);
}

/// Puts it in the place of the file. False: it cannot be made here.
inline bool makeStrange(const std::string& kind, const std::filesystem::path& file)
{
    std::filesystem::create_directories(file.parent_path());
    std::filesystem::remove(file);
    if (kind == "pipe")
        return mkfifo(file.c_str(), 0600) == 0;
    if (kind == "folder")
        return std::filesystem::create_directory(file);
    if (kind == "device without an end")
        return symlink("/dev/zero", file.c_str()) == 0;
    if (kind == "link to itself")
        return symlink(file.c_str(), file.c_str()) == 0;
    if (kind == "socket") {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (file.string().size() >= sizeof address.sun_path)
            return false;
        std::strcpy(address.sun_path, file.c_str());
        const int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
        const bool bound = bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        close(descriptor);
        return bound;
    }
    const int descriptor = creat(file.c_str(), 0);
    close(descriptor);
    return descriptor >= 0 && access(file.c_str(), R_OK) != 0; // everything is readable to root
}
