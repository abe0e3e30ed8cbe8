#include "ui/session/settings_file.h"

#include "core/base/atomic_file.h"
#include "core/base/input_file.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLockFile>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <sys/stat.h>

namespace tastescope::ui {

namespace {

constexpr std::int64_t sizeLimit = 1 << 20; // bytes; ours have a few thousand

std::filesystem::path native(const QString& path)
{
    return path.toStdU16String();
}

// None: there is a file and it is not ours. Throws: Error when it cannot be read, for want of rights or from a bad
// disk.
std::optional<QJsonObject> parse(const QString& path)
{
    std::error_code ignored;
    if (std::filesystem::status(native(path), ignored).type() == std::filesystem::file_type::not_found)
        return QJsonObject();
    try {
        const std::string text = readWhole(native(path), sizeLimit);
        const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(text));
        return document.isObject() ? std::optional(document.object()) : std::nullopt;
    } catch (const BadInput&) {
        return std::nullopt;
    }
}

std::optional<QJsonObject> parseIfReadable(const QString& path)
{
    try {
        return parse(path);
    } catch (const Error&) {
        return QJsonObject();
    }
}

// Where it is kept; the path itself when it cannot be moved.
QString putAside(const QString& path)
{
    const QString aside = path + QStringLiteral(".damaged");
    QFile::remove(aside);
    return QFile::rename(path, aside) ? aside : path;
}

} // namespace

SettingsFile::SettingsFile(QString path, QObject* parent) : QObject(parent), m_path(std::move(path))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(patience);
    connect(&m_timer, &QTimer::timeout, this, &SettingsFile::beginWriting);
    m_told.setSingleShot(true);
    m_told.setInterval(0);
    connect(&m_told, &QTimer::timeout, this, [this] { emit damaged(m_keptAs); });
    read();
}

SettingsFile::~SettingsFile()
{
    flush();
}

const QJsonObject& SettingsFile::contents()
{
    if (stampOf(m_path) != m_stamp)
        read();
    return m_contents;
}

void SettingsFile::edit(const QString& name, Change change)
{
    contents();
    change(m_contents);
    if (!name.isEmpty())
        std::erase_if(m_edits, [&name](const Edit& edit) { return edit.name == name; });
    m_edits.push_back({++m_count, name, std::move(change)});
    if (!m_timer.isActive())
        m_timer.start();
}

bool SettingsFile::flush()
{
    m_writer.finish();
    m_timer.stop();
    beginWriting();
    m_writer.finish();
    return m_edits.empty();
}

void SettingsFile::read()
{
    m_stamp = stampOf(m_path);
    auto found = parseIfReadable(m_path);
    if (!found) {
        m_keptAs = putAside(m_path);
        m_stamp = stampOf(m_path);
        m_told.start(); // who is to hear of it may not be there yet
        found = QJsonObject();
    }
    m_contents = *std::move(found);
    for (const Edit& edit : m_edits)
        edit.change(m_contents);
}

SettingsFile::Stamp SettingsFile::stampOf(const QString& path)
{
    struct stat info = {};
    if (stat(QFile::encodeName(path).constData(), &info) != 0)
        return {};
    return {info.st_ino, info.st_mtim.tv_sec, info.st_mtim.tv_nsec};
}

void SettingsFile::beginWriting()
{
    if (m_edits.empty())
        return;
    if (m_writer.isBusy()) {
        m_timer.start();
        return;
    }
    const auto work = [path = m_path, edits = m_edits](const JobContext&) {
        write(path, edits);
        return true;
    };
    m_writer.ask(this, Worker::Policy::Drain, work,
                 [this, upTo = m_edits.back().number](const Outcome<bool>& outcome) { endWriting(upTo, outcome); });
}

void SettingsFile::endWriting(quint64 upTo, const Outcome<bool>& outcome)
{
    const auto* failure = std::get_if<Failure>(&outcome);
    const bool failedBefore = std::exchange(m_failed, failure != nullptr);
    if (!failure)
        std::erase_if(m_edits, [upTo](const Edit& edit) { return edit.number <= upTo; });
    else if (!failedBefore)
        emit notWritten(failure->message);
}

void SettingsFile::write(const QString& path, const std::vector<Edit>& edits)
{
    if (const QString folder = QFileInfo(path).absolutePath(); !QFileInfo::exists(folder))
        makeFolder(native(folder));
    QLockFile lock(path + QStringLiteral(".lock"));
    lock.setStaleLockTime(5000);
    lock.tryLock(1000); // without it two windows may undo each other's entries, which is better than to lose ours
    const auto found = parse(path); // what cannot be read is not replaced: it may hold more than the edits
    if (!found)
        putAside(path);
    QJsonObject contents = found.value_or(QJsonObject());
    for (const Edit& edit : edits)
        edit.change(contents);
    const QByteArray text = QJsonDocument(contents).toJson();
    const QString linked = QFileInfo(path).canonicalFilePath(); // a link stays one
    replaceFile(native(linked.isEmpty() ? path : linked),
                std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
}

} // namespace tastescope::ui
