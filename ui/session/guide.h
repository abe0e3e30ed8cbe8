#pragma once

#include "core/base/option_field.h"

#include <QObject>
#include <QStringList>

namespace tastescope::ui {

class Settings;

/// A point to add to the sweep that is shown, or being read.
struct PointWish
{
    int trial = 0;      ///< whose other values it has
    std::string option; ///< "learning_rate"
    OptionValue value;
};

/// The way through the program: what pages ask of the window.
class Guide : public QObject
{
    Q_OBJECT

public:
    explicit Guide(Settings& settings);

    /// Asks for a page of the page table: "training".
    void showPage(const QString& key) { emit pageWanted(key); }

    /// Asks for a dock of the dock table: "runs".
    void showDock(const QString& key) { emit dockWanted(key); }

    /// Asks for the field of an option of the next run: "learning_rate".
    void showOption(const QString& name) { emit optionWanted(name); }

    /// Asks for the form of one more point of the sweep that is shown.
    void showPoint(const PointWish& wish) { emit pointWanted(wish); }

    /// Asks for the import of a run of another program: of these files, or of those the person chooses.
    void importRun(const QStringList& paths = {}) { emit runImportWanted(paths); }

    /// Brings the suggestions back that were closed.
    void startTour();

signals:
    void pageWanted(const QString& key);
    void dockWanted(const QString& key);
    void optionWanted(const QString& name);
    void pointWanted(const PointWish& wish);
    void runImportWanted(const QStringList& paths);
    void tourStarted();

private:
    Settings& m_settings;
};

} // namespace tastescope::ui
