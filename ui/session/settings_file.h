#pragma once

#include "ui/session/worker.h"

#include <QJsonObject>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <vector>

namespace tastescope::ui {

/// A small JSON file that several windows of the program share. Reading tolerates everything: a file that is no JSON is
/// put aside as "NAME.damaged" and the contents are empty. Changes are kept as edits; about half a second after the
/// first one they are applied to what the file then holds, under a lock, and the file is replaced whole or not at all
/// on a thread of its own, for a disk may take long. Edits that could not be written are kept and tried again with the
/// next.
class SettingsFile : public QObject
{
    Q_OBJECT

public:
    using Change = std::function<void(QJsonObject&)>;

    static constexpr int patience = 500; ///< ms between the first edit and the writing

    explicit SettingsFile(QString path, QObject* parent = nullptr);
    ~SettingsFile() override; ///< writes what is not written yet

    /// With all edits, and with what another window wrote meanwhile.
    const QJsonObject& contents();

    /// An edit of the same `name` that is not written yet is forgotten; a change without a name stands for itself.
    void edit(const QString& name, Change change);

    bool flush(); ///< writes now and waits; false: the file is as it was

signals:
    void damaged(const QString& keptAs);     ///< comes with the event loop, so that a listener has time to connect
    void notWritten(const QString& problem); ///< once, until writing succeeds again

private:
    struct Edit
    {
        quint64 number = 0;
        QString name;
        Change change;
    };
    struct Stamp // of the file when it was read
    {
        quint64 inode = 0; ///< 0: no file
        qint64 seconds = 0;
        qint64 nanoseconds = 0;
        bool operator==(const Stamp&) const = default;
    };

    static Stamp stampOf(const QString& path);
    static void write(const QString& path, const std::vector<Edit>& edits); // throws Error
    void read();
    void beginWriting();
    void endWriting(quint64 upTo, const Outcome<bool>& outcome);

    QString m_path;
    QJsonObject m_contents;
    Stamp m_stamp;
    std::vector<Edit> m_edits; ///< not known to be in the file, oldest first
    quint64 m_count = 0;
    QTimer m_told;    ///< tells that the file was damaged
    QString m_keptAs; ///< where the damaged one is
    QTimer m_timer;
    bool m_failed = false; ///< the last writing
    Worker m_writer;
};

} // namespace tastescope::ui
