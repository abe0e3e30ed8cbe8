#pragma once

#include "tests/support/session_parts.h"
#include "tests/support/workspace_in.h"

#include <QAbstractButton>
#include <QTemporaryDir>
#include <QTest>

/// Pages on the screen, as a person has them, over a session of their own that leaves nothing behind.
namespace pagetest {

/// Presets are kept in a folder that goes with the program, not in the person's. Call it from initTestCase().
inline void keepPresetsApart()
{
    static const QTemporaryDir cache;
    qputenv("XDG_CACHE_HOME", cache.path().toUtf8());
}

template<typename Page>
struct Screen
{
    QTemporaryDir folder;
    tastescope::ui::Workspace workspace = tastescope::test::workspaceIn(folder);
    Page page{workspace};

    explicit Screen(QSize size = {1360, 760})
    {
        page.resize(size);
        page.setVisible(true); // show() means something else on some pages
    }

    /// preset:tiny, its neighbours, and the answers about the first user.
    bool open()
    {
        workspace.opening().open({{QStringLiteral("preset:tiny")}, {}});
        return QTest::qWaitFor([this] { return workspace.users().why() != nullptr; }, 20'000);
    }

    /// The visible button of this text; null: there is none.
    QAbstractButton* button(const QString& text) const
    {
        for (auto* button : page.template findChildren<QAbstractButton*>())
            if (button->isVisible() && button->text() == text)
                return button;
        return nullptr;
    }

    /// The first widget of this class a screen reader calls so; null: there is none.
    template<typename Widget>
    Widget* called(const QString& name) const
    {
        for (auto* widget : page.template findChildren<Widget*>())
            if (widget->accessibleName() == name)
                return widget;
        return nullptr;
    }
};

/// The classes of controls one can reach by the Tab key and that a screen reader could not name.
inline QStringList unnamedControls(const QWidget& page)
{
    QStringList unnamed;
    for (const auto* widget : page.findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->inherits("QSplitterHandle")
            || widget->objectName().startsWith(QLatin1String("qt_")))
            continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        const bool inside = widget->inherits("QScrollArea") || widget->inherits("QTableCornerButton");
        if (!named && !inside)
            unnamed << QString::fromLatin1(widget->metaObject()->className());
    }
    return unnamed;
}

} // namespace pagetest
