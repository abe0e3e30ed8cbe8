#include "ui/session/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QSettings>
#include <QStandardPaths>

namespace tastescope::ui {

namespace {

constexpr auto recentKey = "recent";
constexpr auto sessionKey = "session";

// One visit to the file: QSettings reads it fresh, and its destructor writes what was changed.
class Visit
{
public:
    explicit Visit(const QString& file)
        : m_lock(file + QStringLiteral(".visit")), // QSettings itself locks ".lock"
          m_settings(file, QSettings::IniFormat)
    {
        QDir().mkpath(QFileInfo(file).absolutePath());
        m_lock.setStaleLockTime(5000);
        m_lock.tryLock(1000); // a folder that cannot be written to must not stop the program
        m_settings.sync();
    }
    ~Visit() { m_settings.sync(); }
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

    QSettings& operator*() { return m_settings; }
    QSettings* operator->() { return &m_settings; }

private:
    QLockFile m_lock;
    QSettings m_settings;
};

DatasetSource readSource(QSettings& settings)
{
    return {settings.value(QStringLiteral("paths")).toStringList(),
            importOptionsFrom(settings.value(QStringLiteral("import")).toMap())};
}

void writeSource(QSettings& settings, const DatasetSource& source)
{
    settings.setValue(QStringLiteral("paths"), source.paths);
    settings.setValue(QStringLiteral("import"), toVariantMap(source.options));
}

QVector<RecentFile> readRecent(QSettings& settings)
{
    QVector<RecentFile> files;
    const int size = settings.beginReadArray(QLatin1String(recentKey));
    for (int i = 0; i < size; ++i) {
        settings.setArrayIndex(i);
        RecentFile file;
        file.source = readSource(settings);
        file.contents = settings.value(QStringLiteral("contents")).toString();
        file.format = settings.value(QStringLiteral("format")).toString();
        file.bytes = settings.value(QStringLiteral("bytes")).toLongLong();
        file.openedAt = settings.value(QStringLiteral("openedAt")).toDateTime();
        if (!file.source.isEmpty())
            files.push_back(file);
    }
    settings.endArray();
    return files;
}

void writeRecent(QSettings& settings, const QVector<RecentFile>& files)
{
    settings.remove(QLatin1String(recentKey));
    settings.beginWriteArray(QLatin1String(recentKey), static_cast<int>(files.size()));
    for (int i = 0; i < files.size(); ++i) {
        settings.setArrayIndex(i);
        writeSource(settings, files[i].source);
        settings.setValue(QStringLiteral("contents"), files[i].contents);
        settings.setValue(QStringLiteral("format"), files[i].format);
        settings.setValue(QStringLiteral("bytes"), files[i].bytes);
        settings.setValue(QStringLiteral("openedAt"), files[i].openedAt);
    }
    settings.endArray();
}

QVector<RecentFile> without(QVector<RecentFile> files, const QStringList& paths)
{
    files.removeIf([&paths](const RecentFile& file) { return file.source.paths == paths; });
    return files;
}

} // namespace

Settings::Settings(QString file) : m_file(std::move(file)) {}

QString Settings::defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
           + QStringLiteral("/tastescope/tastescope.ini");
}

QVector<RecentFile> Settings::recentFiles() const
{
    Visit visit(m_file);
    return readRecent(*visit);
}

void Settings::addRecentFile(const RecentFile& file)
{
    Visit visit(m_file);
    QVector<RecentFile> files = without(readRecent(*visit), file.source.paths);
    files.prepend(file);
    files.resize(qMin(files.size(), qsizetype{recentLimit}));
    writeRecent(*visit, files);
}

void Settings::removeRecentFile(const QStringList& paths)
{
    Visit visit(m_file);
    writeRecent(*visit, without(readRecent(*visit), paths));
}

void Settings::clearRecentFiles()
{
    Visit visit(m_file);
    visit->remove(QLatin1String(recentKey));
}

std::optional<LastSession> Settings::lastSession() const
{
    Visit visit(m_file);
    visit->beginGroup(QLatin1String(sessionKey));
    if (!visit->contains(QStringLiteral("leftAt")))
        return std::nullopt;
    return LastSession{readSource(*visit), visit->value(QStringLiteral("page")).toString(),
                       visit->value(QStringLiteral("user")).toString(),
                       visit->value(QStringLiteral("leftAt")).toDateTime()};
}

void Settings::setLastSession(const LastSession& session)
{
    Visit visit(m_file);
    visit->beginGroup(QLatin1String(sessionKey));
    writeSource(*visit, session.source);
    visit->setValue(QStringLiteral("page"), session.page);
    visit->setValue(QStringLiteral("user"), session.user);
    visit->setValue(QStringLiteral("leftAt"), session.leftAt);
}

ThemeChoice Settings::theme() const
{
    const int stored = value(QStringLiteral("view/theme"), 0).toInt();
    return stored == 1 ? ThemeChoice::Light : stored == 2 ? ThemeChoice::Dark : ThemeChoice::System;
}

void Settings::setTheme(ThemeChoice theme)
{
    setValue(QStringLiteral("view/theme"), static_cast<int>(theme));
}

QByteArray Settings::windowGeometry() const
{
    return value(QStringLiteral("window/geometry")).toByteArray();
}

QByteArray Settings::windowState() const
{
    return value(QStringLiteral("window/state")).toByteArray();
}

void Settings::setWindow(const QByteArray& geometry, const QByteArray& state)
{
    Visit visit(m_file);
    visit->setValue(QStringLiteral("window/geometry"), geometry);
    visit->setValue(QStringLiteral("window/state"), state);
}

QVariant Settings::value(const QString& key, const QVariant& otherwise) const
{
    Visit visit(m_file);
    return visit->value(key, otherwise);
}

void Settings::remove(const QString& group)
{
    Visit visit(m_file);
    visit->remove(group);
}

void Settings::setValue(const QString& key, const QVariant& newValue)
{
    Visit visit(m_file);
    visit->setValue(key, newValue);
}

} // namespace tastescope::ui
