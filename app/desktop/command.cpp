#include "app/desktop/command.h"

#include "ui/window/page_table.h"

#include <QCommandLineParser>
#include <QRegularExpression>

#include <array>

namespace tastescope::desktop {

namespace {

struct Word
{
    const char* name;
    const char* help;  ///< %1: the pages there are
    const char* value; ///< what stands behind it; empty: nothing
};

constexpr std::array words{
    Word{"tour", "Do the main job on DATASET (preset:demo) and write a picture of every page to <DIR>.", "DIR"},
    Word{"export", "Write a page of DATASET to <FILE>.png, .svg or .pdf, or one of its charts, also to .csv.", "FILE"},
    Word{"page", "To export, one of: %1.", "NAME"},
    Word{"panel", "To export: the title of one chart of the page, instead of all of it.", "NAME"},
    Word{"run",
         "To export: id, name or folder of a run the page shows, may come many times; of a sweep for the page "
         "sweep.",
         "RUN"},
    Word{"user", "To export: whose lists the page shows; else one with neighbours.", "ID"},
    Word{"workspace", "To export: folder whose history has the runs; XDG_DATA_HOME/tastescope without it.", "DIR"},
    Word{"theme", "light or dark.", "THEME"},
    Word{"size", "Of the window, at least 1024x640; of the exported chart, any.", "WxH"},
    Word{"measure-gaps",
         "Say at the end how long the window was kept waiting at most, and which of its handlers took long: for "
         "reports of a slow window.",
         ""},
};

QSize sizeFrom(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{3,5})x(\\d{3,5})$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        throw WrongUsage("--size: for instance 1440x900 expected, found \"" + text.toStdString() + "\"");
    return {match.captured(1).toInt(), match.captured(2).toInt()};
}

ui::ThemeChoice themeFrom(const QString& text)
{
    const auto theme = named<ui::ThemeChoice>(text.toStdString());
    if (theme && *theme != ui::ThemeChoice::System) // which is another on every desktop
        return *theme;
    throw WrongUsage("--theme: light or dark expected, found \"" + text.toStdString() + "\"");
}

Command commandFrom(const QCommandLineParser& parser)
{
    const auto value = [&parser](const char* name) { return parser.value(QLatin1String(name)); };
    const auto isSet = [&parser](const char* name) { return parser.isSet(QLatin1String(name)); };
    const QStringList datasets = parser.positionalArguments();
    if (datasets.size() > 1)
        throw WrongUsage("one DATASET expected, found " + std::to_string(datasets.size()));
    if (isSet("export") && isSet("tour"))
        throw WrongUsage("--export and --tour are two jobs: give one of them");
    for (const char* name : {"page", "panel", "run", "user", "workspace"})
        if (isSet(name) && !isSet("export"))
            throw WrongUsage("--" + std::string(name) + " says what to export: give --export FILE too");
    Command command{.dataset = datasets.value(0),
                    .tourFolder = value("tour"),
                    .exportFile = value("export"),
                    .page = value("page"),
                    .panel = value("panel"),
                    .runs = parser.values(QStringLiteral("run")),
                    .user = value("user"),
                    .workspace = value("workspace"),
                    .theme = {},
                    .size = {},
                    .measuresGaps = isSet("measure-gaps")};
    if (isSet("theme"))
        command.theme = themeFrom(value("theme"));
    if (isSet("size"))
        command.size = sizeFrom(value("size"));
    return command;
}

} // namespace

Command readCommand(const QCoreApplication& application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("A desktop laboratory for recommender models."));
    parser.addHelpOption();
    parser.addVersionOption();
    for (const Word& word : words)
        parser.addOption({QLatin1String(word.name),
                          QString::fromLatin1(word.help).replace(QLatin1String("%1"), ui::pageKeys()),
                          QLatin1String(word.value)});
    parser.addPositionalArgument(
        QStringLiteral("DATASET"),
        QStringLiteral("A .taste file, a file or folder to import, or preset:tiny, preset:demo, preset:full."),
        QStringLiteral("[DATASET]"));
    parser.process(application);
    return commandFrom(parser);
}

} // namespace tastescope::desktop
