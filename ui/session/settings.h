#pragma once

#include "core/base/enum_names.h"
#include "ui/session/dataset_source.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QVector>

#include <memory>
#include <optional>

namespace tastescope::ui {

class SettingsFile;

enum class ThemeChoice { System, Light, Dark };

constexpr auto enumNames(ThemeChoice)
{
    return namedBy<ThemeChoice>(
        {{ThemeChoice::System, "system"}, {ThemeChoice::Light, "light"}, {ThemeChoice::Dark, "dark"}});
}

/// A dataset opened before, as the start page lists it.
struct RecentFile
{
    DatasetSource source;
    QString contents; ///< "6 040 users, 3 706 films, 1 000 209 positives"
    QString format;   ///< "MovieLens 1M"
    qint64 bytes = 0; ///< 0: not known
    QDateTime openedAt;
};

/// The screen that was left: what the next start shows again.
struct LastSession
{
    DatasetSource source; ///< empty: nothing was open
    QString page;         ///< its key in the page table
    QString user;         ///< id of the selected user, may be empty
    QDateTime leftAt;
};

/// What outlives the program: settings.json under XDG_CONFIG_HOME. Two windows open at the same time never undo each
/// other's entries. Copies speak of the same file.
class Settings
{
public:
    explicit Settings(QString file = defaultFile());

    static QString defaultFile();
    static constexpr int recentLimit = 10;

    QVector<RecentFile> recentFiles() const; ///< newest first, at most recentLimit
    void addRecentFile(const RecentFile& file);
    void removeRecentFile(const QStringList& paths);
    void clearRecentFiles();

    std::optional<LastSession> lastSession() const;
    void setLastSession(const LastSession& session);

    /// To be called when a window opens and when it closes. begin: whether a window that opened with these settings
    /// ended without closing, which is told once.
    bool beginSession();
    void endSession();

    ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);

    QByteArray windowGeometry() const;
    QByteArray windowState() const;
    void setWindow(const QByteArray& geometry, const QByteArray& state);

    /// Small values of a page or table: column widths, chosen tabs.
    QVariant value(const QString& key, const QVariant& otherwise = {}) const;
    void setValue(const QString& key, const QVariant& value);
    void remove(const QString& group); ///< all values under it

    SettingsFile& file() const { return *m_file; }

private:
    std::shared_ptr<SettingsFile> m_file;
};

} // namespace tastescope::ui
