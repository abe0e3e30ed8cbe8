#pragma once

#include "tests/app/command.h"

#include <QDir>
#include <QStandardPaths>
#include <QTest>

/// A screen of its own for a window, which can be taken away, and fingers to press keys there.
class VirtualScreen
{
public:
    /// What is missing on this machine to have one; empty: nothing is.
    static QString missing()
    {
        for (const auto& [program, package] : {std::pair("Xvfb", "xvfb"), {"xdotool", "xdotool"}})
            if (QStandardPaths::findExecutable(QLatin1String(program)).isEmpty())
                return QStringLiteral("needs %1: apt install %2").arg(QLatin1String(program), QLatin1String(package));
        return {};
    }

    VirtualScreen()
    {
        m_server.start(QStringLiteral("Xvfb"), {"-displayfd", "1", "-screen", "0", "1500x950x24", "-nolisten", "tcp"});
        while (!m_name.contains('\n') && m_server.waitForReadyRead(60'000))
            m_name += m_server.readAllStandardOutput();
        m_name = ':' + m_name.trimmed();
    }
    ~VirtualScreen() { takeAway(); }
    VirtualScreen(const VirtualScreen&) = delete;
    VirtualScreen& operator=(const VirtualScreen&) = delete;

    void takeAway()
    {
        m_server.kill();
        m_server.waitForFinished();
    }

    /// Starts the window on it, with settings, runs, history and log below `folder`, and waits until it can be typed
    /// into.
    bool show(QProcess& window, const QString& folder, const QStringList& words) const
    {
        const WithVariable display("DISPLAY", m_name);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
        environment.insert(QStringLiteral("XDG_DATA_HOME"), folder);
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder);
        environment.insert(QStringLiteral("XDG_STATE_HOME"), folder);
        window.setProcessEnvironment(environment);
        window.start(QStringLiteral(TASTESCOPE_WINDOW), words);
        const QByteArray number =
            ask({"search", "--sync", "--onlyvisible", "--class", "tastescope"}).split('\n').front();
        ask({"windowfocus", "--sync", QString::fromLatin1(number)});
        return !number.isEmpty();
    }

    /// As xdotool calls it: "ctrl+r".
    void press(const QString& key) const { ask({"key", key}); }

private:
    /// Nothing when it does not answer in time.
    QByteArray ask(const QStringList& words) const
    {
        const WithVariable display("DISPLAY", m_name);
        QProcess tool;
        tool.start(QStringLiteral("xdotool"), words);
        if (tool.waitForFinished(60'000))
            return tool.readAllStandardOutput().trimmed();
        tool.kill();
        tool.waitForFinished();
        return {};
    }

    QProcess m_server;
    QByteArray m_name;
};

/// Folders of the runs of a window that was shown with this folder, by name.
inline QStringList runFoldersIn(const QString& folder)
{
    QDir runs(folder + QStringLiteral("/tastescope/runs"));
    QStringList folders;
    for (const QString& name : runs.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        if (QFile::exists(runs.filePath(name) + QStringLiteral("/config.json")))
            folders << runs.filePath(name);
    return folders;
}

/// Presses Run until a run has begun. False when none does in two minutes.
inline bool beginTraining(const VirtualScreen& screen, const QString& folder)
{
    for (int i = 0; i < 240; ++i) {
        screen.press(QStringLiteral("ctrl+r"));
        if (QTest::qWaitFor([&] { return !runFoldersIn(folder).isEmpty(); }, 500))
            return true;
    }
    return false;
}
