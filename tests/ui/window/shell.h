#pragma once

#include "tests/support/session_parts.h"
#include "tests/support/workspace_in.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QFile>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace tastescope::test {

using namespace tastescope::ui;

/// A window that can be dropped on.
class Window : public MainWindow
{
public:
    using MainWindow::dropEvent;
    using MainWindow::MainWindow;
};

/// The whole program on settings and runs of its own.
struct Shell
{
    QTemporaryDir folder;
    Workspace workspace = tastescope::test::workspaceIn(folder);
    Window window{workspace};

    Shell()
    {
        window.show();
        QApplication::setActiveWindow(&window);
    }

    void openTiny()
    {
        window.open({QStringLiteral("preset:tiny")});
        QTRY_VERIFY(workspace.neighbours().selection());
    }

    QString write(const QString& name, const QByteArray& text)
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("the temporary folder cannot be written to");
        return file.fileName();
    }

    void drop(const QString& path) { drop(QStringList{path}); }

    void drop(const QStringList& paths)
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& path : paths)
            urls << QUrl::fromLocalFile(path);
        data.setUrls(urls);
        QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        window.dropEvent(&event);
    }

    QPushButton* button(const QString& text)
    {
        for (QPushButton* found : window.findChildren<QPushButton*>())
            if (found->text() == text && found->isVisible())
                return found;
        return nullptr;
    }
};

} // namespace tastescope::test
