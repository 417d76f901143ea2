-- A picture is found by what it was drawn from: its file says all there is to say. Files of before are swept by their date.
DROP TABLE "ScorePicture";
