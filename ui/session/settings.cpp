#include "ui/session/settings.h"

#include "core/history/run_process.h"
#include "ui/session/settings_file.h"

#include <QJsonArray>
#include <QStandardPaths>

namespace tastescope::ui {

namespace {

const QString recentKey = QStringLiteral("recent");
const QString sessionKey = QStringLiteral("session");
const QString openKey = QStringLiteral("open"); // the windows that are, each by its process
const QString windowKey = QStringLiteral("window");
const QString themeKey = QStringLiteral("theme");
const QString valuesKey = QStringLiteral("values");

QJsonArray stillOpen(const QJsonArray& windows)
{
    QJsonArray open;
    for (const auto window : windows)
        if (isAlive(window.toString().toStdString()))
            open.append(window);
    return open;
}

QString toText(const QDateTime& moment)
{
    return moment.toUTC().toString(Qt::ISODateWithMs);
}

QDateTime momentFrom(const QJsonValue& text)
{
    return QDateTime::fromString(text.toString(), Qt::ISODateWithMs).toLocalTime();
}

QString toText(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray bytesFrom(const QJsonValue& text)
{
    return QByteArray::fromBase64(text.toString().toLatin1());
}

QJsonObject toJson(const DatasetSource& source)
{
    return {{QStringLiteral("paths"), QJsonArray::fromStringList(source.paths)},
            {QStringLiteral("import"), QJsonObject::fromVariantMap(toVariantMap(source.options))}};
}

DatasetSource sourceFrom(const QJsonObject& json)
{
    return {json[QStringLiteral("paths")].toVariant().toStringList(),
            importOptionsFrom(json[QStringLiteral("import")].toObject().toVariantMap())};
}

QJsonObject toJson(const RecentFile& file)
{
    QJsonObject json = toJson(file.source);
    json[QStringLiteral("contents")] = file.contents;
    json[QStringLiteral("format")] = file.format;
    json[QStringLiteral("bytes")] = file.bytes;
    json[QStringLiteral("openedAt")] = toText(file.openedAt);
    return json;
}

RecentFile recentFrom(const QJsonObject& json)
{
    return {sourceFrom(json), json[QStringLiteral("contents")].toString(), json[QStringLiteral("format")].toString(),
            json[QStringLiteral("bytes")].toInteger(), momentFrom(json[QStringLiteral("openedAt")])};
}

QJsonArray without(const QJsonArray& files, const QStringList& paths)
{
    QJsonArray rest;
    for (const auto file : files)
        if (sourceFrom(file.toObject()).paths != paths)
            rest.append(file);
    return rest;
}

} // namespace

Settings::Settings(QString file) : m_file(std::make_shared<SettingsFile>(std::move(file))) {}

QString Settings::defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
           + QStringLiteral("/tastescope/settings.json");
}

QVector<RecentFile> Settings::recentFiles() const
{
    QVector<RecentFile> files;
    const QJsonArray entries = m_file->contents()[recentKey].toArray();
    for (const auto entry : entries) {
        const RecentFile file = recentFrom(entry.toObject());
        if (!file.source.isEmpty() && files.size() < recentLimit)
            files.push_back(file);
    }
    return files;
}

void Settings::addRecentFile(const RecentFile& file)
{
    m_file->edit({}, [file](QJsonObject& contents) {
        QJsonArray files = without(contents[recentKey].toArray(), file.source.paths);
        files.prepend(toJson(file));
        while (files.size() > recentLimit)
            files.removeLast();
        contents[recentKey] = files;
    });
}

void Settings::removeRecentFile(const QStringList& paths)
{
    m_file->edit(
        {}, [paths](QJsonObject& contents) { contents[recentKey] = without(contents[recentKey].toArray(), paths); });
}

void Settings::clearRecentFiles()
{
    m_file->edit({}, [](QJsonObject& contents) { contents.remove(recentKey); });
}

std::optional<LastSession> Settings::lastSession() const
{
    const QJsonObject json = m_file->contents()[sessionKey].toObject();
    if (!json.contains(QStringLiteral("leftAt")))
        return std::nullopt;
    return LastSession{sourceFrom(json), json[QStringLiteral("page")].toString(),
                       json[QStringLiteral("user")].toString(), momentFrom(json[QStringLiteral("leftAt")])};
}

void Settings::setLastSession(const LastSession& session)
{
    m_file->edit(sessionKey, [session](QJsonObject& contents) {
        QJsonObject json = toJson(session.source);
        json[QStringLiteral("page")] = session.page;
        json[QStringLiteral("user")] = session.user;
        json[QStringLiteral("leftAt")] = toText(session.leftAt);
        contents[sessionKey] = json;
    });
}

bool Settings::beginSession()
{
    const QJsonArray before = m_file->contents()[openKey].toArray();
    m_file->edit({}, [](QJsonObject& contents) {
        QJsonArray open = stillOpen(contents[openKey].toArray());
        open.append(QString::fromStdString(thisProcess()));
        contents[openKey] = open;
    });
    return stillOpen(before).size() != before.size();
}

void Settings::endSession()
{
    m_file->edit({}, [](QJsonObject& contents) {
        QJsonArray open = stillOpen(contents[openKey].toArray());
        for (qsizetype i = open.size(); i-- > 0;)
            if (open[i].toString().toStdString() == thisProcess()) {
                open.removeAt(i); // one: a process may have several windows
                break;
            }
        contents[openKey] = open;
    });
}

ThemeChoice Settings::theme() const
{
    const std::string stored = m_file->contents()[themeKey].toString().toStdString();
    return named<ThemeChoice>(stored).value_or(ThemeChoice::System);
}

void Settings::setTheme(ThemeChoice theme)
{
    m_file->edit(themeKey, [name = QString::fromLatin1(tastescope::toText(theme))](QJsonObject& contents) {
        contents[themeKey] = name;
    });
}

QByteArray Settings::windowGeometry() const
{
    return bytesFrom(m_file->contents()[windowKey][QStringLiteral("geometry")]);
}

QByteArray Settings::windowState() const
{
    return bytesFrom(m_file->contents()[windowKey][QStringLiteral("state")]);
}

void Settings::setWindow(const QByteArray& geometry, const QByteArray& state)
{
    m_file->edit(windowKey, [geometry, state](QJsonObject& contents) {
        contents[windowKey] =
            QJsonObject{{QStringLiteral("geometry"), toText(geometry)}, {QStringLiteral("state"), toText(state)}};
    });
}

QVariant Settings::value(const QString& key, const QVariant& otherwise) const
{
    const QJsonValue found = m_file->contents()[valuesKey][key];
    return found.isUndefined() ? otherwise : found.toVariant();
}

void Settings::setValue(const QString& key, const QVariant& newValue)
{
    m_file->edit(valuesKey + QLatin1Char('/') + key, [key, newValue](QJsonObject& contents) {
        QJsonObject values = contents[valuesKey].toObject();
        values[key] = QJsonValue::fromVariant(newValue);
        contents[valuesKey] = values;
    });
}

void Settings::remove(const QString& group)
{
    m_file->edit({}, [prefix = group + QLatin1Char('/')](QJsonObject& contents) {
        QJsonObject values = contents[valuesKey].toObject();
        for (const QString& key : values.keys())
            if (key.startsWith(prefix))
                values.remove(key);
        contents[valuesKey] = values;
    });
}

} // namespace tastescope::ui
